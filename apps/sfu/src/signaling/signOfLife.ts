import type { SfuSocket } from './Session.ts';

type Connection = SfuSocket['conn'];

/** A phone on a poor link answers in less; who joins in the meantime waits for no longer. */
const SILENT_AFTER_MS = 1500;

/**
 * Asks a connection, rather than wait until the engine does: whether its client answers. Each does so by itself, as it answers
 * every ping; a page that is frozen or gone does not.
 */
export function givesSignOfLife(connection: Connection): Promise<boolean> {
  return new Promise((resolve) => {
    const onAnswer = (): void => end(true);
    const onSilence = (): void => end(false);
    const timer = setTimeout(onSilence, SILENT_AFTER_MS);
    const end = (isAlive: boolean): void => {
      clearTimeout(timer);
      connection.off('heartbeat', onAnswer).off('close', onSilence);
      resolve(isAlive);
    };
    connection.on('heartbeat', onAnswer).on('close', onSilence);
    ping(connection);
  });
}

/** Private only by its types: the engine's timer calls nothing else. */
function ping(connection: Connection): void {
  (connection as unknown as { sendPacket: (type: 'ping') => void }).sendPacket('ping');
}
