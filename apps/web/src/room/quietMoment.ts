import { whenIdle } from '../whenIdle.ts';

/** A question about devices may stand for long, and a camera opens slowly: the connection has nothing to do meanwhile. */
const QUESTION_MS = 500;

/**
 * Resolves when the page may load what is needed later: the devices have answered (or wait for the person), and the
 * browser has shown what they gave. Whatever is loaded before that delays the first picture.
 */
export async function quietMoment(devices: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, QUESTION_MS)));
  await Promise.race([devices, patience]);
  clearTimeout(timer);
  await new Promise<void>((resolve) => void whenIdle(resolve));
}
