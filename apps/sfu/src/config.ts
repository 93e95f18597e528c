import { homedir } from 'node:os';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseTokenKeys } from './auth/tokenKeys.ts';
import { detectMediaAddresses, parseMediaAddress } from './addresses.ts';
import { StartupError } from './errors.ts';

const integer = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const flag = (fallback: boolean) =>
  z
    .enum(['1', '0', 'true', 'false', ''])
    .transform((text) => text === '1' || text === 'true')
    .default(fallback);
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
const optionalText = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

/** Standard Webhooks: 24 to 64 bytes in base64. */
const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;
const DAY_MS = 24 * 3_600_000;

/** Every setting, by its environment variable. A test checks that docs/operations.md describes each. */
export const environmentSchema = z.object({
  /** Port of the web app, API and signaling. 0 takes any free one. */
  PARLEY_PORT: integer(0, 65535, 3000),
  /** Address to listen on; 0.0.0.0 is every IPv4 one. */
  PARLEY_HOST: z.string().min(1).default('0.0.0.0'),
  /** Serve HTTPS; without PARLEY_TLS_CERT and PARLEY_TLS_KEY a self-signed certificate is made and kept. */
  PARLEY_HTTPS: flag(false),
  /** PEM files of your own certificate and key. */
  PARLEY_TLS_CERT: optionalText,
  PARLEY_TLS_KEY: optionalText,
  /** Folder for what outlives the process: made rooms, records of meetings, the self-signed certificate. */
  PARLEY_DATA_DIR: z
    .string()
    .min(1)
    .default(join(homedir(), '.local', 'share', 'parley')),
  /** Days after which records, rooms nobody has used since, and sent webhooks are deleted. */
  PARLEY_RETENTION_DAYS: integer(1, 3650, 90),
  /** Folder of the built web app. */
  PARLEY_WEB_DIR: z
    .string()
    .min(1)
    .default(fileURLToPath(new URL('../../web/dist', import.meta.url))),
  /** Further origins whose pages may connect, comma-separated; the server's own origin always may. */
  PARLEY_ALLOWED_ORIGINS: list,
  /** Whether a reverse proxy in front says from where somebody calls (X-Forwarded-For). */
  PARLEY_TRUST_PROXY: flag(false),

  PARLEY_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `pretty` for people, `json` for machines. Default: pretty on a terminal. */
  PARLEY_LOG_FORMAT: z.enum(['pretty', 'json']).default(process.stdout.isTTY ? 'pretty' : 'json'),

  /** mediasoup workers; one per core by default. */
  PARLEY_WORKERS: integer(1, 256, availableParallelism()),
  /** The mediasoup-worker program; mediasoup's own one by default. */
  PARLEY_WORKER_BIN: optionalText,
  /** First media port; worker n uses this plus n, UDP and TCP. 0 takes any free ones. */
  PARLEY_MEDIA_PORT: integer(0, 65535, 40000),
  /** Media addresses as `ip` or `ip@announced`, comma-separated. Default: this machine's own. */
  PARLEY_MEDIA_ADDRESSES: list,

  /** People from which a room forwards only the loudest voices. */
  PARLEY_VOICES_FROM: integer(2, 1000, 12),
  /** How many of the loudest those are; the dominant speaker comes on top. */
  PARLEY_VOICES_LOUDEST: integer(1, 20, 3),
  /** A worker is full for further peers of a room from this much of a core, this many active consumers or this many Mbit/s. */
  PARLEY_WORKER_MAX_CPU_PERCENT: integer(10, 100, 75),
  PARLEY_WORKER_MAX_CONSUMERS: integer(1, 100_000, 500),
  PARLEY_WORKER_MAX_MBPS: integer(1, 100_000, 800),

  PARLEY_MAX_ROOMS: integer(1, 100_000, 1000),
  PARLEY_MAX_PARTICIPANTS: integer(2, 1000, 50),
  /** Rooms that one address may make in a minute, without the API key. */
  PARLEY_NEW_ROOMS_PER_MINUTE: integer(1, 100_000, 30),
  /** People who may call from one address at once; an office or a school is one. Limits of an address follow from it. */
  PARLEY_PEOPLE_PER_ADDRESS: integer(1, 1_000_000, 500),
  /** Whether joining a room that does not exist makes it. */
  PARLEY_CREATE_ON_JOIN: flag(true),
  /** Seconds an empty room is kept. */
  PARLEY_EMPTY_ROOM_TTL_S: z.coerce.number().min(0).max(86_400).default(60),
  /** Seconds a participant whose connection broke stays in the room, to be resumed. */
  PARLEY_RESUME_GRACE_S: z.coerce.number().min(0).max(600).default(10),
  /** Seconds at most while their media still comes; nothing more than PARLEY_RESUME_GRACE_S where that is longer. */
  PARLEY_MEDIA_GRACE_S: z.coerce.number().min(0).max(3600).default(120),

  /** Seconds that meetings go on after SIGTERM, while people are told that the server is about to restart. */
  PARLEY_DRAIN_S: z.coerce.number().min(0).max(3600).default(5),

  /** Whether hosts may have things go wrong on purpose (`simulate-fault`). For drills and tests only. */
  PARLEY_FAULTS: flag(false),

  /** Key of the HTTP API (`Authorization: Bearer …`) for what only operators may; without one nobody may. */
  PARLEY_API_KEY: optionalText.pipe(z.string().min(16).optional()),
  /** Keys of join tokens, a JWK set or a file with one. With any, nobody comes in without a token. */
  PARLEY_JWT_KEYS: optionalText,
  /** Addresses that are told of meetings, comma-separated, and the secret that signs what they are told. */
  PARLEY_WEBHOOK_URLS: list.pipe(z.array(z.url({ protocol: /^https?$/ }))),
  PARLEY_WEBHOOK_SECRET: optionalText.pipe(z.string().regex(WEBHOOK_SECRET).optional()),
  /** STUN and TURN URLs, comma-separated, handed to clients. */
  PARLEY_STUN_URLS: list,
  PARLEY_TURN_URLS: list,
  /** coturn's `static-auth-secret`; clients get credentials derived from it that end after the time to live. */
  PARLEY_TURN_SECRET: optionalText,
  PARLEY_TURN_TTL_S: integer(10, 86_400, 3600),
});

export type Config = Readonly<ReturnType<typeof loadConfig>>;

/**
 * Reads and checks the configuration.
 * @throws {StartupError} naming every variable that does not fit
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartupError(`The configuration is not valid. ${problems.join('; ')}`);
  }
  const env = parsed.data;
  if ((env.PARLEY_TLS_CERT === undefined) !== (env.PARLEY_TLS_KEY === undefined)) {
    throw new StartupError('Set both PARLEY_TLS_CERT and PARLEY_TLS_KEY, or neither.');
  }
  if (env.PARLEY_TURN_URLS.length > 0 && env.PARLEY_TURN_SECRET === undefined) {
    throw new StartupError(
      'PARLEY_TURN_URLS needs PARLEY_TURN_SECRET, the shared secret of the TURN server.',
    );
  }
  if (env.PARLEY_WEBHOOK_URLS.length > 0 && env.PARLEY_WEBHOOK_SECRET === undefined) {
    throw new StartupError('PARLEY_WEBHOOK_URLS needs PARLEY_WEBHOOK_SECRET, which signs what is sent.');
  }
  return Object.freeze({
    port: env.PARLEY_PORT,
    host: env.PARLEY_HOST,
    https: env.PARLEY_HTTPS || env.PARLEY_TLS_CERT !== undefined,
    tlsFiles:
      env.PARLEY_TLS_CERT !== undefined && env.PARLEY_TLS_KEY !== undefined
        ? { cert: env.PARLEY_TLS_CERT, key: env.PARLEY_TLS_KEY }
        : null,
    dataDir: env.PARLEY_DATA_DIR,
    retentionMs: env.PARLEY_RETENTION_DAYS * DAY_MS,
    webDir: env.PARLEY_WEB_DIR,
    allowedOrigins: env.PARLEY_ALLOWED_ORIGINS,
    trustProxy: env.PARLEY_TRUST_PROXY,
    logLevel: env.PARLEY_LOG_LEVEL,
    logFormat: env.PARLEY_LOG_FORMAT,
    workers: env.PARLEY_WORKERS,
    workerBin: env.PARLEY_WORKER_BIN,
    mediaPort: env.PARLEY_MEDIA_PORT,
    mediaAddresses: mediaAddresses(env.PARLEY_MEDIA_ADDRESSES, env.PARLEY_HOST),
    voices: { fromPeople: env.PARLEY_VOICES_FROM, loudest: env.PARLEY_VOICES_LOUDEST },
    workerLimits: {
      cpuPercent: env.PARLEY_WORKER_MAX_CPU_PERCENT,
      consumers: env.PARLEY_WORKER_MAX_CONSUMERS,
      mbps: env.PARLEY_WORKER_MAX_MBPS,
    },
    maxRooms: env.PARLEY_MAX_ROOMS,
    maxParticipants: env.PARLEY_MAX_PARTICIPANTS,
    newRoomsPerMinute: env.PARLEY_NEW_ROOMS_PER_MINUTE,
    peoplePerAddress: env.PARLEY_PEOPLE_PER_ADDRESS,
    createOnJoin: env.PARLEY_CREATE_ON_JOIN,
    emptyRoomTtlMs: env.PARLEY_EMPTY_ROOM_TTL_S * 1000,
    resumeGraceMs: env.PARLEY_RESUME_GRACE_S * 1000,
    mediaGraceMs: env.PARLEY_MEDIA_GRACE_S * 1000,
    drainMs: env.PARLEY_DRAIN_S * 1000,
    faults: env.PARLEY_FAULTS,
    apiKey: env.PARLEY_API_KEY,
    tokenKeys: env.PARLEY_JWT_KEYS === undefined ? [] : parseTokenKeys(env.PARLEY_JWT_KEYS),
    webhooks:
      env.PARLEY_WEBHOOK_SECRET === undefined
        ? null
        : { urls: env.PARLEY_WEBHOOK_URLS, secret: env.PARLEY_WEBHOOK_SECRET },
    iceServers: {
      stunUrls: env.PARLEY_STUN_URLS,
      turnUrls: env.PARLEY_TURN_URLS,
      turnSecret: env.PARLEY_TURN_SECRET,
      turnTtlS: env.PARLEY_TURN_TTL_S,
    },
  });
}

function mediaAddresses(configured: string[], host: string) {
  if (configured.length === 0) return detectMediaAddresses(host);
  const addresses = configured.map(parseMediaAddress);
  const wrong = addresses.find(({ ip }) => isIP(ip) === 0);
  if (wrong !== undefined) {
    throw new StartupError(`PARLEY_MEDIA_ADDRESSES: "${wrong.ip}" is not an IP address.`);
  }
  return addresses;
}
