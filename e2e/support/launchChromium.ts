import { access, chmod, constants, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome'];
const MAC_PATH = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Several pages share one screen that nobody looks at: none of them may be slowed down for being in the back. */
const AWAKE_FLAGS = [
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

const LAUNCH_TIMEOUT_MS = 90_000;

export interface ChromiumOptions {
  /** Files that the camera and the microphone play. */
  camera: string;
  microphone: string;
  flags?: readonly string[];
  /** The real browser without a window, rather than what Playwright takes for headless. */
  wholeBrowser?: boolean;
  /** A network namespace for it to run in; needs root. */
  namespace?: string | undefined;
}

/** The installed Chromium, with a camera that moves and a microphone that speaks: for tests and for benchmarks. */
export async function launchChromium(options: ChromiumOptions): Promise<Browser> {
  const { camera, microphone, flags = [], wholeBrowser = false, namespace } = options;
  const path = await findChromium();
  await using program = namespace === undefined ? null : await enteringProgram(namespace, path);
  return await chromium.launch({
    executablePath: program?.path ?? path,
    headless: !wholeBrowser,
    timeout: LAUNCH_TIMEOUT_MS,
    // Where the system's language is not set, Chromium cannot write names of files that are not ASCII.
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    args: [
      ...(wholeBrowser ? ['--headless=new'] : []),
      ...QUIET_FLAGS,
      ...AWAKE_FLAGS,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${camera}`,
      `--use-file-for-fake-audio-capture=${microphone}`,
      ...flags,
    ],
  });
}

/** A program that becomes the given one after entering the namespace; needed until that has begun. */
async function enteringProgram(namespace: string, program: string) {
  const directory = await mkdtemp(join(tmpdir(), 'parley-browser-'));
  const path = join(directory, 'chromium');
  await writeFile(path, `#!/bin/sh\nexec ip netns exec '${namespace}' '${program}' "$@"\n`);
  await chmod(path, 0o700);
  return { path, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
}

/**
 * Path of the installed Chromium; `PARLEY_CHROMIUM` names another one.
 * @throws {Error} with one sentence when there is none.
 */
export async function findChromium(): Promise<string> {
  const named = process.env['PARLEY_CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...COMMANDS.flatMap((command) => [...folders, '/usr/bin'].map((folder) => join(folder, command))),
    MAC_PATH,
  ];
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate;
  }
  throw new Error('Chromium is not installed; on Debian: apt-get install chromium');
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
