/**
 * The program behind `proveWorker`: `node workerHandshake.mjs WORKER_BIN`.
 *
 * Starts the given mediasoup-worker, connects a WebRTC peer to it over loopback (ICE, DTLS, SRTP) and has Opus packets
 * travel there and back. A worker built against a mismatched OpenSSL starts well and crashes in its first handshake;
 * one with a broken SRTP bridge shakes hands and forwards nothing. Exits with 0 only when a packet came back.
 */
import { createWorker } from 'mediasoup';
import nodeDataChannel from 'node-datachannel';

const workerBin = process.argv[2];
const SSRC = 0x50524f56;
const PAYLOAD_TYPE = 111;
const LOOPBACK = '127.0.0.1';
const OPUS = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 };
/** A packet every 20 ms, as a real encoder would send; loss on loopback is no reason to fail, so several are sent. */
const PACKET_INTERVAL_MS = 20;

function rtpPacket(sequenceNumber) {
  const packet = Buffer.alloc(12 + 3);
  packet[0] = 0x80;
  packet[1] = PAYLOAD_TYPE;
  packet.writeUInt16BE(sequenceNumber & 0xffff, 2);
  packet.writeUInt32BE(sequenceNumber * 960, 4);
  packet.writeUInt32BE(SSRC, 8);
  // Three bytes of Opus that decode to silence.
  packet.set([0xf8, 0xff, 0xfe], 12);
  return packet;
}

/** An SDP answer that carries nothing but the transport's ICE and DTLS parameters. */
function answerFor(transport) {
  const fingerprint = transport.dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  return [
    'v=0',
    `o=- 1 1 IN IP4 ${LOOPBACK}`,
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE audio',
    `m=audio 9 UDP/TLS/RTP/SAVPF ${PAYLOAD_TYPE}`,
    `c=IN IP4 ${LOOPBACK}`,
    'a=mid:audio',
    'a=sendrecv',
    `a=ice-ufrag:${transport.iceParameters.usernameFragment}`,
    `a=ice-pwd:${transport.iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint.value}`,
    'a=setup:passive',
    'a=rtcp-mux',
    `a=rtpmap:${PAYLOAD_TYPE} opus/48000/2`,
    ...transport.iceCandidates.map(
      ({ foundation, priority, ip, port }) =>
        `a=candidate:${foundation} 1 udp ${priority} ${ip} ${port} typ host`,
    ),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}

/** Connects a peer of libdatachannel's to the transport; resolves once both have finished DTLS. */
async function connectPeer(transport) {
  const peer = new nodeDataChannel.PeerConnection('proof', {
    iceServers: [],
    bindAddress: LOOPBACK,
    disableAutoNegotiation: true,
  });
  const audio = new nodeDataChannel.Audio('audio', 'SendRecv');
  audio.addOpusCodec(PAYLOAD_TYPE);
  audio.addSSRC(SSRC, 'proof');
  const track = peer.addTrack(audio);
  const connected = new Promise((resolve, reject) => {
    track.onOpen(resolve);
    track.onError((message) => reject(new Error(message)));
  });
  const gathered = new Promise((resolve) => {
    peer.onGatheringStateChange((state) => state === 'complete' && resolve());
  });
  peer.setLocalDescription('offer');
  await gathered;

  const [, value] = /a=fingerprint:sha-256 (\S+)/i.exec(peer.localDescription().sdp);
  await transport.connect({
    dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] },
  });
  peer.setRemoteDescription(answerFor(transport), 'answer');
  await connected;
  return { peer, track };
}

/** Sends through the worker and resolves when a packet with the worker's own SSRC came back. */
async function echo(router, transport, track) {
  const producer = await transport.produce({
    kind: 'audio',
    rtpParameters: {
      codecs: [{ mimeType: OPUS.mimeType, payloadType: PAYLOAD_TYPE, clockRate: 48_000, channels: 2 }],
      encodings: [{ ssrc: SSRC }],
    },
  });
  const consumer = await transport.consume({
    producerId: producer.id,
    rtpCapabilities: router.rtpCapabilities,
  });
  const [{ ssrc }] = consumer.rtpParameters.encodings;

  let sequenceNumber = 1;
  let timer;
  try {
    await new Promise((resolve) => {
      track.onMessage((packet) => packet.length >= 12 && packet.readUInt32BE(8) === ssrc && resolve());
      timer = setInterval(() => track.sendMessageBinary(rtpPacket(sequenceNumber++)), PACKET_INTERVAL_MS);
    });
  } finally {
    clearInterval(timer);
  }
}

async function prove() {
  const worker = await createWorker({ workerBin, logLevel: 'error' }).catch((cause) => {
    throw new Error('it does not start', { cause });
  });
  const died = new Promise((_, reject) => {
    worker.once('died', () => reject(new Error('it ended during the handshake')));
  });
  const proof = async () => {
    const router = await worker.createRouter({ mediaCodecs: [OPUS] });
    const transport = await router.createWebRtcTransport({
      listenInfos: [{ protocol: 'udp', ip: LOOPBACK }],
    });
    const { peer, track } = await connectPeer(transport);
    await echo(router, transport, track);
    peer.close();
  };
  await Promise.race([proof(), died]);
  worker.close();
}

// Until the proof has said otherwise: Node would end with 0 should everything simply fall silent.
process.exitCode = 1;
try {
  await prove();
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
