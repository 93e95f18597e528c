import { expect, it } from 'vitest';
import { LatestWay } from './LatestWay.ts';

const sdpWith = (udp: number, tcp: number) =>
  [
    'v=0',
    'a=ice-lite',
    'm=audio 7 UDP/TLS/RTP/SAVPF 111',
    `a=candidate:udpcandidate 1 udp ${udp} 10.0.0.1 40000 typ host`,
    `a=candidate:tcpcandidate 1 tcp ${tcp} 10.0.0.1 40000 typ host tcptype passive`,
    'a=end-of-candidates',
    '',
  ].join('\r\n');

it('raises what the server offers with every restart, in the same order, and nothing else', async () => {
  const applied: RTCSessionDescriptionInit[] = [];
  const connection = {
    setRemoteDescription(description: RTCSessionDescriptionInit) {
      applied.push(description);
      return Promise.resolve();
    },
  };
  const way = new LatestWay({ _pc: connection });
  const offer = { type: 'offer', sdp: sdpWith(1_076_302_079, 1_076_276_479) } as const;
  await connection.setRemoteDescription(offer);
  way.onRestart();
  await connection.setRemoteDescription(offer);
  await connection.setRemoteDescription(offer);
  way.onRestart();
  await connection.setRemoteDescription(offer);
  expect(applied).toEqual([
    offer,
    { type: 'offer', sdp: sdpWith(1_076_302_080, 1_076_276_480) },
    { type: 'offer', sdp: sdpWith(1_076_302_080, 1_076_276_480) },
    { type: 'offer', sdp: sdpWith(1_076_302_081, 1_076_276_481) },
  ]);
});

it('leaves alone what has no connection of a browser', () => {
  const handler = Object.freeze({});
  new LatestWay(handler).onRestart();
  expect(handler).toEqual({});
});
