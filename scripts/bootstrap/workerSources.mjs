import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repoRoot } from './paths.mjs';
import { SetupError } from './SetupError.mjs';

/** The libraries that have a stand-in under infra/worker/stubs, by the name of their wrap file. */
const STUBS = ['openssl', 'libuv', 'libsrtp3', 'flatbuffers', 'abseil-cpp', 'unordered-dense'];

/** What must read otherwise in the worker's sources, and why. */
const PATCHES = [
  {
    // Debian 12 has meson 1.0.1, which is enough for all that the file does.
    file: 'meson.build',
    from: "meson_version: '>= 1.1.0'",
    to: "meson_version: '>= 1.0.0'",
  },
  {
    // BIO_CB_RETURN is a flag that comes together with the operation. Comparing for equality, the callback answers each
    // BIO control call with 1 instead of its real result, and Debian's OpenSSL (3.0.22) crashes in do_dtls1_write.
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN)',
    to: '((operationType & BIO_CB_RETURN) != 0)',
  },
];

/**
 * Copies the worker's sources out of the npm package and makes them build against the system's libraries.
 *
 * @param {string} mediasoup the installed package
 * @param {string} target a folder that does not exist yet
 */
export async function prepareWorkerSources(mediasoup, target) {
  await cp(join(mediasoup, 'worker'), target, { recursive: true });
  for (const stub of STUBS) await placeStub(stub, target);
  for (const patch of PATCHES) await applyPatch(patch, target);
}

/** meson downloads nothing where the folder that a wrap file names is there already. */
async function placeStub(stub, sources) {
  const wrap = await readFile(join(sources, 'subprojects', `${stub}.wrap`), 'utf8');
  const [, directory] = /^directory\s*=\s*(\S+)$/m.exec(wrap);
  await cp(join(repoRoot, 'infra', 'worker', 'stubs', stub), join(sources, 'subprojects', directory), {
    recursive: true,
  });
}

async function applyPatch({ file, from, to }, sources) {
  const path = join(sources, file);
  const before = await readFile(path, 'utf8');
  if (!before.includes(from)) {
    throw new SetupError(
      `This version of mediasoup-worker has no "${from}" in ${file}: review the patches in scripts/bootstrap/workerSources.mjs.`,
    );
  }
  await writeFile(path, before.replace(from, to));
}
