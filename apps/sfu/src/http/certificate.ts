import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { StartupError } from '../errors.ts';

export interface TlsIdentity {
  cert: string;
  key: string;
}

const VALID_DAYS = 397; // the longest that Apple's platforms accept
const RENEW_BEFORE_MS = 7 * 24 * 3600 * 1000;

/** Reads a certificate and its key from files of the operator's. @throws {StartupError} */
export async function readTlsFiles(files: { cert: string; key: string }): Promise<TlsIdentity> {
  try {
    const [cert, key] = await Promise.all([readFile(files.cert, 'utf8'), readFile(files.key, 'utf8')]);
    return { cert, key };
  } catch (error) {
    throw new StartupError(`The TLS certificate or key cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * The self-signed certificate kept in `dataDir`, made anew when it is about to end or lacks one of the addresses:
 * a phone that has accepted it once is not asked again.
 */
export async function ensureSelfSignedCertificate(
  dataDir: string,
  addresses: readonly string[],
): Promise<TlsIdentity> {
  const files = { cert: join(dataDir, 'tls', 'cert.pem'), key: join(dataDir, 'tls', 'key.pem') };
  const kept = await readTlsFiles(files).catch(() => null); // none yet, or unreadable: then a new one takes its place
  if (kept !== null && isUsable(kept.cert, addresses, Date.now())) return kept;
  const identity = await makeCertificate(addresses);
  try {
    await mkdir(join(dataDir, 'tls'), { recursive: true });
    await writeAtomically(files.key, identity.key);
    await writeAtomically(files.cert, identity.cert);
  } catch (error) {
    throw new StartupError(`The certificate cannot be kept in ${dataDir}: ${messageOf(error)}`, {
      cause: error,
    });
  }
  return identity;
}

/** Whether a certificate still holds for a week and names every address. */
function isUsable(certPem: string, addresses: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(certPem);
    const endsAtMs = certificate.validToDate.getTime();
    return (
      endsAtMs - nowMs > RENEW_BEFORE_MS && addresses.every((ip) => certificate.checkIP(ip) !== undefined)
    );
  } catch {
    return false; // not a certificate
  }
}

async function makeCertificate(addresses: readonly string[]): Promise<TlsIdentity> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Parley' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + VALID_DAYS * 24 * 3600 * 1000),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: 'localhost' }, ...addresses.map((ip) => ({ type: 7 as const, ip }))],
      },
    ],
  });
  return { cert, key };
}

async function writeAtomically(file: string, content: string): Promise<void> {
  await writeFile(`${file}.new`, content, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
