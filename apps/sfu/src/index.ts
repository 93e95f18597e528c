import { lanAddresses } from './addresses.ts';
import { banner } from './banner.ts';
import { loadConfig } from './config.ts';
import { StartupError } from './errors.ts';
import { createLogger } from './logger.ts';
import { shieldWorkers } from './media/shieldWorkers.ts';
import { Sfu } from './Sfu.ts';

/** A stop that takes longer than this is cut off. */
const CLOSE_DEADLINE_MS = 5000;
/** A supervisor that signals every process of a service, and wrappers that pass it on, are done by then: all of that is one wish. */
const ONE_WISH_MS = 1000;

async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config);
  shieldWorkers(process.env);
  const sfu = await Sfu.create(config, logger);
  const everywhere = config.host === '0.0.0.0' || config.host === '::';
  const addresses = everywhere ? lanAddresses() : [];
  process.stdout.write(banner({ localUrl: sfu.localUrl, lanAddresses: addresses, https: config.https }));

  const exit = (closing: Promise<void>) => {
    closing.then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ err: error }, 'close failed');
        process.exit(1);
      },
    );
  };
  let drainingSinceMs: number | null = null;
  let stopping = false;
  // npm, the terminal and a wrapper may each pass the same Ctrl-C on: all of them are one wish.
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), CLOSE_DEADLINE_MS).unref();
    exit(sfu.close());
  };
  // A supervisor's way to replace a server; whoever says it twice means now.
  process.on('SIGTERM', (signal) => {
    if (drainingSinceMs !== null || stopping) {
      if (performance.now() - (drainingSinceMs ?? 0) >= ONE_WISH_MS) stop(signal);
      return;
    }
    drainingSinceMs = performance.now();
    logger.info({ signal, forMs: config.drainMs }, 'draining');
    setTimeout(() => process.exit(1), config.drainMs + CLOSE_DEADLINE_MS).unref();
    exit(sfu.drain());
  });
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  if (error instanceof StartupError) process.stderr.write(`${error.message}\n`);
  else
    process.stderr.write(
      `Parley could not start: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
    );
  process.exit(1);
});
