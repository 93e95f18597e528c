import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config.ts';

export type { Logger };

/** The root logger. Classes bind a child once (`{ roomId, userId }`); info is one line per lifecycle transition. */
export function createLogger({ logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>): Logger {
  const options = { level: logLevel, base: null };
  if (logFormat === 'json') return pino(options);
  // A stream of our own instead of a pino transport: no worker thread, and nothing is lost at exit.
  return pino(options, pretty({ colorize: true, sync: true, translateTime: 'SYS:HH:MM:ss.l' }));
}
