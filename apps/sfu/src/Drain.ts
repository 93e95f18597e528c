import type { RoomRegistry } from './rooms/RoomRegistry.ts';

const LOOK_EVERY_MS = 100;

/** The time between the wish to stop and the stop: meetings go on, people are told, nothing new begins. */
export class Drain {
  #cutShort = false;

  /** Until it is over: nobody is left, the time is up, or it is cut short. */
  async run(registry: RoomRegistry, forMs: number): Promise<void> {
    const endsAtMs = performance.now() + forMs;
    const isOver = () => registry.participantCount === 0 || performance.now() >= endsAtMs;
    registry.drain(endsAtMs);
    while (!this.#cutShort && !isOver()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }

  cutShort(): void {
    this.#cutShort = true;
  }
}
