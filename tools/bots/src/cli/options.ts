import { parseArgs } from 'node:util';

export interface CliOptions {
  readonly url: string;
  readonly room: string;
  readonly count: number;
  /** `null`: until interrupted. */
  readonly durationS: number | null;
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly talking: Talking;
  /** How many of the bots take turns; `null`: all of them. */
  readonly speakers: number | null;
  readonly insecure: boolean | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

/** Who speaks: everyone at once, one after the other, or nobody. */
export type Talking = 'all' | 'turns' | 'none';

const MAX_BOTS = 200;

export const usage = `Bots join a room as real participants, send a moving picture and speech, and measure what they receive.

  npm run bots -- [options]

  --room ID          room to join (default: demo)
  --count N          how many bots, 1 to ${MAX_BOTS} (default: 1)
  --url URL          the server (default: http://localhost:3000)
  --duration S       leave after so many seconds (default: until Ctrl+C)
  --talking WHO      all, turns (one after the other) or none (default: turns)
  --speakers N       only so many of them take turns (default: all)
  --no-camera        without cameras
  --no-microphone    without microphones
  --insecure         accept any TLS certificate (always so on loopback)
  --json             print the figures as JSON
  --help             this text
`;

/** Reads the command line. Throws an Error with one sentence for what cannot be understood. */
export function parseOptions(args: readonly string[]): CliOptions {
  const { url, room, count, duration, talking, speakers, ...flags } = parse(args);
  return {
    url: parseUrl(url),
    room,
    count: parseNumber('--count', count, 1, MAX_BOTS, Number.isInteger),
    durationS:
      duration === undefined ? null : parseNumber('--duration', duration, 0, 86_400, Number.isFinite),
    talking: parseTalking(talking),
    speakers:
      speakers === undefined ? null : parseNumber('--speakers', speakers, 1, MAX_BOTS, Number.isInteger),
    camera: flags.camera,
    microphone: flags.microphone,
    insecure: flags.insecure,
    json: flags.json,
    help: flags.help,
  };
}

function parse(args: readonly string[]) {
  const options = {
    room: { type: 'string', default: 'demo' },
    count: { type: 'string', default: '1' },
    url: { type: 'string', default: 'http://localhost:3000' },
    duration: { type: 'string' },
    talking: { type: 'string', default: 'turns' },
    speakers: { type: 'string' },
    camera: { type: 'boolean', default: true },
    microphone: { type: 'boolean', default: true },
    insecure: { type: 'boolean' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    return parseArgs({ args: [...args], strict: true, allowNegative: true, options }).values;
  } catch (cause) {
    // Node explains at length after the first line.
    const [sentence = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new Error(`${sentence.replace(/\.?$/, '.')} See --help.`, { cause });
  }
}

function parseUrl(text: string): string {
  const url = URL.parse(text);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin;
  throw new Error(`--url must be like http://localhost:3000, not "${text}".`);
}

function parseTalking(text: string): Talking {
  if (text === 'all' || text === 'turns' || text === 'none') return text;
  throw new Error(`--talking must be all, turns or none, not "${text}".`);
}

function parseNumber(
  name: string,
  text: string,
  min: number,
  max: number,
  accepts: (value: number) => boolean,
): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (accepts(value) && value >= min && value <= max) return value;
  throw new Error(`${name} must be a number from ${min} to ${max}, not "${text}".`);
}
