import type { types } from 'mediasoup-client';

export interface ServerTransportParameters {
  readonly iceParameters: types.IceParameters;
  readonly iceCandidates: readonly types.IceCandidate[];
  readonly dtlsParameters: types.DtlsParameters;
}

/** Payload type of the one media line; the streams that go over it don't follow it. */
const DUMMY_PAYLOAD_TYPE = 96;

/** mid of the one media line in libdatachannel's offer. */
export const MEDIA_MID = '0';

/** Candidates that libdatachannel can use: it does ICE over UDP. */
export function udpCandidates(candidates: readonly types.IceCandidate[]): types.IceCandidate[] {
  return candidates.filter((candidate) => candidate.protocol === 'udp');
}

/**
 * The answer that a mediasoup transport would give to an offer with one media line. It carries ICE and DTLS
 * parameters only: producers and consumers are negotiated through signaling.
 */
export function answerFor(server: ServerTransportParameters): string {
  const { algorithm, value } = sha256Fingerprint(server.dtlsParameters);
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${MEDIA_MID}`,
    `a=fingerprint:${algorithm} ${value}`,
    'a=setup:passive',
    `m=video 9 UDP/TLS/RTP/SAVPF ${DUMMY_PAYLOAD_TYPE}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${MEDIA_MID}`,
    'a=sendrecv',
    'a=rtcp-mux',
    `a=rtpmap:${DUMMY_PAYLOAD_TYPE} VP8/90000`,
    `a=ice-ufrag:${server.iceParameters.usernameFragment}`,
    `a=ice-pwd:${server.iceParameters.password}`,
    ...udpCandidates(server.iceCandidates).map(candidateLine),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}

/** Fingerprints of a local description, as mediasoup's `connect` wants them. */
export function fingerprintsOf(sdp: string): types.DtlsFingerprint[] {
  const lines = sdp.matchAll(/^a=fingerprint:(?<algorithm>sha-\d+) (?<value>[0-9A-Fa-f:]+)\s*$/gm);
  return [...lines].map(({ groups }) => ({
    algorithm: (groups?.['algorithm'] ?? '') as types.FingerprintAlgorithm,
    value: groups?.['value'] ?? '',
  }));
}

function sha256Fingerprint({ fingerprints }: types.DtlsParameters): types.DtlsFingerprint {
  const fingerprint = fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!fingerprint) throw new Error('the server gave no SHA-256 fingerprint');
  return fingerprint;
}

function candidateLine({ foundation, priority, address, port }: types.IceCandidate): string {
  return `a=candidate:${foundation} 1 udp ${priority} ${address} ${port} typ host`;
}
