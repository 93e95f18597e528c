import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';

/**
 * One worker binary in the cache, with the record of its proof beside it (`proven.json`). A binary without the record,
 * or with other bytes than those that were proven, is not trusted.
 */
export class WorkerCache {
  #record;

  /** @param {string} directory the place of one version on one platform */
  constructor(directory) {
    this.directory = directory;
    this.binary = join(directory, 'mediasoup-worker');
    this.#record = join(directory, 'proven.json');
  }

  /** Whether the binary is there and is the one that was proven, on a system like this. Takes some 10 ms. */
  async isTrusted() {
    try {
      const [binary, record] = await Promise.all([readFile(this.binary), readFile(this.#record, 'utf8')]);
      const { sha256, system } = JSON.parse(record);
      return sha256 === sha256Of(binary) && system === (await systemName());
    } catch (error) {
      // Not there, or the record was cut off while being written: either way there is nothing to trust.
      if (error.code === 'ENOENT' || error instanceof SyntaxError) return false;
      throw error;
    }
  }

  /**
   * Puts a proven binary in its place. A server that runs the previous one keeps it: files are renamed, not rewritten.
   *
   * @param {string} provenBinary
   * @param {{ version: string, source: import('./worker.mjs').WorkerSource }} about
   */
  async store(provenBinary, { version, source }) {
    await mkdir(this.directory, { recursive: true });
    const incoming = `${this.binary}.${process.pid}`;
    await copyFile(provenBinary, incoming);
    await chmod(incoming, 0o755);
    const sha256 = sha256Of(await readFile(incoming));
    const record = { version, sha256, source, system: await systemName(), date: new Date().toISOString() };
    // The old record goes first: at no moment does it stand beside a binary that it does not speak of.
    await rm(this.#record, { force: true });
    await rename(incoming, this.binary);
    await writeFile(this.#record, `${JSON.stringify(record, undefined, 2)}\n`);
  }
}

function sha256Of(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The system a built binary is linked against: one cache may be mounted into containers of several. */
async function systemName() {
  if (process.platform !== 'linux') return `${process.platform} ${release()}`;
  try {
    const osRelease = await readFile('/etc/os-release', 'utf8');
    const field = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
    return `${field('ID')} ${field('VERSION_ID')}`;
  } catch (error) {
    if (error.code === 'ENOENT') return 'linux';
    throw error;
  }
}
