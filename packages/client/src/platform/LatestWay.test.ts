import { expect, it } from 'vitest';
import { LatestWay } from './LatestWay.ts';

const sdpWith = (first: number, second: number, tcp: number) =>
  [
    'v=0',
    'a=ice-lite',
    'm=audio 7 UDP/TLS/RTP/SAVPF 111',
    `a=candidate:udpcandidate 1 udp ${first} 10.0.0.1 40000 typ host`,
    `a=candidate:udpcandidate 1 udp ${second} 2001:db8::1 40000 typ host`,
    `a=candidate:tcpcandidate 1 tcp ${tcp} 10.0.0.1 40000 typ host tcptype passive`,
    'a=end-of-candidates',
    '',
  ].join('\r\n');

const pairPriority = (remote: number, own: number): bigint => {
  const [less, more] = remote < own ? [remote, own] : [own, remote];
  return (BigInt(less) << 32n) + 2n * BigInt(more);
};
/** What Chromium's ends have, from the best to the worst: UDP, UDP behind a router, TCP, a relay over UDP, TCP, TLS. */
const OWN = [2_122_260_223, 1_686_052_607, 1_518_280_447, 41_885_951, 25_108_479, 8_331_263];

it('ranks every way of the latest restart above all former ones, and leaves the rest to the browser', async () => {
  const applied: RTCSessionDescriptionInit[] = [];
  const connection = {
    setRemoteDescription(description: RTCSessionDescriptionInit) {
      applied.push(description);
      return Promise.resolve();
    },
  };
  const way = new LatestWay({ _pc: connection });
  const offer = { type: 'offer', sdp: sdpWith(1_076_302_079, 1_076_276_479, 1_076_225_279) } as const;
  await connection.setRemoteDescription(offer);
  way.onRestart();
  await connection.setRemoteDescription(offer);
  await connection.setRemoteDescription(offer);
  way.onRestart();
  await connection.setRemoteDescription(offer);
  const priorities = [1000, 1001, 1001, 1002];
  expect(applied).toEqual(priorities.map((each) => ({ type: 'offer', sdp: sdpWith(each, each, each) })));

  const ranks = [1002, 1001, 1000].flatMap((remote) => OWN.map((own) => pairPriority(remote, own)));
  expect(ranks).toEqual(ranks.toSorted((one, other) => (one < other ? 1 : -1)));
});

it('leaves alone what has no connection of a browser', () => {
  const handler = Object.freeze({});
  new LatestWay(handler).onRestart();
  expect(handler).toEqual({});
});
