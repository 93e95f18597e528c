import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The benchmarks' own page, built as the web app is, in a folder that a server can serve in its place. */
export class PageBundle implements AsyncDisposable {
  readonly directory: string;

  static async build(): Promise<PageBundle> {
    const directory = await mkdtemp(join(tmpdir(), 'parley-bench-page-'));
    await build({
      root: fileURLToPath(new URL('./page/', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      build: { outDir: directory, emptyOutDir: true },
    });
    return new PageBundle(directory);
  }

  private constructor(directory: string) {
    this.directory = directory;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
