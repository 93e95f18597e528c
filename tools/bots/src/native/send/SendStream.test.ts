import { beforeEach, describe, expect, it } from 'vitest';
import { parseRtcp } from '../../rtcp/parse.ts';
import { findExtension, parseRtp } from '../../rtp/packet.ts';
import { TransportSequence } from './OutgoingExtensions.ts';
import { SendStream } from './SendStream.ts';

const HISTORY_PACKETS = 8;
let sent: Buffer[];
let open: boolean;

beforeEach(() => {
  sent = [];
  open = true;
});

function stream(withRtx: boolean): SendStream {
  return new SendStream({
    kind: 'video',
    ssrc: 1111,
    payloadType: 96,
    clockRate: 90_000,
    rtx: withRtx ? { ssrc: 2222, payloadType: 97 } : null,
    cname: 'cname',
    mid: '0',
    extensionIds: { mid: 1, absSendTime: 2, transportCc: 3, audioLevel: undefined },
    transportSequence: new TransportSequence(),
    historyPackets: HISTORY_PACKETS,
    send: (packet) => {
      if (open) sent.push(Buffer.from(packet));
      return open;
    },
  });
}

function play(target: SendStream, captureMs: number, text: string): void {
  target.send({
    captureMs,
    marker: true,
    writePayload: (buffer, offset) => buffer.write(text, offset, 'latin1'),
  });
}

const packets = () =>
  sent.map((packet) => {
    const parsed = parseRtp(packet);
    if (!parsed) throw new Error('malformed packet');
    return parsed;
  });

describe('SendStream', () => {
  it('numbers packets and takes timestamps from the time of capture', () => {
    const target = stream(false);
    play(target, 1000, 'one');
    play(target, 1040, 'two');
    const [first, second] = packets();
    expect(((second?.sequenceNumber ?? 0) - (first?.sequenceNumber ?? 0)) & 0xffff).toBe(1);
    expect(((second?.timestamp ?? 0) - (first?.timestamp ?? 0)) >>> 0).toBe(3600);
    expect(second && findExtension(second, 1)?.toString()).toBe('0');
    expect(second && findExtension(second, 3)?.readUInt16BE(0)).toBe(1);
    expect(second?.payload.toString()).toBe('two');
  });

  it('uses no number while the connection is closed', () => {
    const target = stream(false);
    open = false;
    play(target, 0, 'never');
    expect(target.report(0)).toBeNull();
    open = true;
    play(target, 0, 'one');
    play(target, 0, 'two');
    const [first, second] = packets();
    expect(((second?.sequenceNumber ?? 0) - (first?.sequenceNumber ?? 0)) & 0xffff).toBe(1);
  });

  it('retransmits on the stream for that, with the number of the original', () => {
    const target = stream(true);
    play(target, 0, 'one');
    play(target, 20, 'two');
    const [first] = packets();
    target.retransmit([first?.sequenceNumber ?? -1]);
    const again = packets()[2];
    expect(again).toMatchObject({ ssrc: 2222, payloadType: 97, timestamp: first?.timestamp, marker: true });
    expect(again?.payload.readUInt16BE(0)).toBe(first?.sequenceNumber);
    expect(again?.payload.toString('latin1', 2)).toBe('one');
    expect(again && findExtension(again, 3)?.readUInt16BE(0)).toBe(2);
  });

  it('repeats packets as they were where no such stream is negotiated, and forgets old ones', () => {
    const target = stream(false);
    for (let index = 0; index <= HISTORY_PACKETS; index++) play(target, index * 20, `packet ${index}`);
    const [oldest, second] = packets();
    target.retransmit([oldest?.sequenceNumber ?? -1, second?.sequenceNumber ?? -1]);
    expect(sent.slice(HISTORY_PACKETS + 1)).toEqual([sent[1]]);
  });

  it('reports what it sent', () => {
    const target = stream(false);
    play(target, 1000, '12345');
    const report = target.report(1100);
    expect(report && parseRtcp(report)).toMatchObject([
      { type: 'sender-report', ssrc: 1111, packetCount: 1, octetCount: 5 },
    ]);
    const [first] = packets();
    const [parsed] = report ? parseRtcp(report) : [];
    const timestamp = parsed?.type === 'sender-report' ? parsed.rtpTimestamp : NaN;
    expect((timestamp - (first?.timestamp ?? 0)) >>> 0).toBe(9000);
  });
});
