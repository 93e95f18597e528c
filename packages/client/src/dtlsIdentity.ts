import type { DtlsFingerprint } from '@parley/protocol';

/** A certificate made before the join, so that its fingerprint can travel in the join itself. */
export interface DtlsIdentity {
  certificate: RTCCertificate;
  fingerprints: DtlsFingerprint[];
}

const KEY: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * Makes the identity both transports will use, or null where the platform cannot (no WebRTC globals in Node, no
 * `getFingerprints` in some browsers, certificates that cannot be cloned, as mediasoup-client does with its settings):
 * transports then make their own and tell the server with `connect-transport`.
 */
export async function makeDtlsIdentity(): Promise<DtlsIdentity | null> {
  if (typeof RTCPeerConnection === 'undefined' || typeof RTCCertificate === 'undefined') return null;
  if (!('getFingerprints' in RTCCertificate.prototype)) return null;
  const certificate = await RTCPeerConnection.generateCertificate(KEY);
  if (!isCloneable(certificate)) return null;
  const fingerprints = certificate.getFingerprints().flatMap(toWireFingerprint);
  return fingerprints.length === 0 ? null : { certificate, fingerprints };
}

const ALGORITHMS: readonly string[] = ['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'];

/** mediasoup compares the value as text with its own upper-case form; browsers give lower case here. */
function toWireFingerprint({ algorithm, value }: RTCDtlsFingerprint): DtlsFingerprint[] {
  if (algorithm === undefined || value === undefined || !ALGORITHMS.includes(algorithm)) return [];
  return [{ algorithm: algorithm as DtlsFingerprint['algorithm'], value: value.toUpperCase() }];
}

function isCloneable(certificate: RTCCertificate): boolean {
  try {
    structuredClone(certificate);
    return true;
  } catch {
    return false; // the exception is the answer
  }
}
