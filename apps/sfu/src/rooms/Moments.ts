import type { EventOf, ResultOf } from '@parley/protocol';

/** What is told once, and what it was. */
export type Moment = ResultOf<'resume-session'>['missed'][number];
export type MomentName = Moment['name'];

/** More than a host does to one person in the two minutes a place is kept. */
const KEPT = 50;

/**
 * What happened to one participant and is no state, so that no snapshot tells it: being muted, being asked to unmute. Each has a
 * number; a client that comes back says which one it heard last, and is told what came after it (adr/0011).
 */
export class Moments {
  #last = 0;
  #kept: Moment[] = [];

  add<N extends MomentName>(name: N, data: EventOf<N>): number {
    this.#last += 1;
    // TypeScript does not see that a name and its own data are one of the union's members.
    this.#kept = [...this.#kept, { name, data, number: this.#last } as Moment].slice(-KEPT);
    return this.#last;
  }

  after(number: number): Moment[] {
    return this.#kept.filter((moment) => moment.number > number);
  }
}
