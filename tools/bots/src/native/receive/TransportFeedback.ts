import { writeTransportFeedback } from '../../rtcp/transportFeedback.ts';
import type { Arrival } from '../../rtcp/transportFeedback.ts';
import { SequenceUnwrapper } from '../../rtp/sequence.ts';

/** Keeps a feedback packet below the MTU even when every delta takes two bytes. */
const MAX_PACKETS_PER_FEEDBACK = 400;

/** Collects arrivals with transport-wide sequence numbers, from which the server estimates our downlink. */
export class TransportFeedback {
  readonly #unwrapper = new SequenceUnwrapper(16);
  #arrivals: Arrival[] = [];
  #nextSequence: number | null = null;
  #feedbackCount = 0;

  note(sequenceNumber: number, nowMs: number): void {
    this.#arrivals.push({ sequence: this.#unwrapper.unwrap(sequenceNumber), atMs: nowMs });
  }

  /** Feedback packets about what arrived since the last call. */
  take(senderSsrc: number, mediaSsrc: number): Buffer[] {
    const arrivals = this.#takeArrivals();
    const packets: Buffer[] = [];
    for (let start = 0; start < arrivals.length; start += MAX_PACKETS_PER_FEEDBACK) {
      const part = arrivals.slice(start, start + MAX_PACKETS_PER_FEEDBACK);
      const [first, last] = [part[0], part.at(-1)];
      if (!first || !last) break;
      const firstSequence = this.#nextSequence ?? first.sequence;
      this.#nextSequence = last.sequence + 1;
      const feedbackCount = this.#feedbackCount++;
      packets.push(
        writeTransportFeedback({ senderSsrc, mediaSsrc, feedbackCount, firstSequence, arrivals: part }),
      );
    }
    return packets;
  }

  /** Ascending and without duplicates; what was reported as lost before stays lost. */
  #takeArrivals(): Arrival[] {
    const oldest = this.#nextSequence ?? -Infinity;
    const sorted = this.#arrivals
      .filter(({ sequence }) => sequence >= oldest)
      .sort((a, b) => a.sequence - b.sequence);
    this.#arrivals = [];
    return sorted.filter(({ sequence }, index) => sequence !== sorted[index - 1]?.sequence);
  }
}
