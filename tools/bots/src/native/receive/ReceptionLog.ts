import type { ReportBlock, SenderReport } from '../../rtcp/types.ts';
import { compactNtp } from '../../rtp/ntp.ts';
import { SequenceUnwrapper } from '../../rtp/sequence.ts';

/** Duplicates are recognised among so many packets; a power of two. */
const DUPLICATE_WINDOW = 512;

/** Counts what arrives of one stream as RFC 3550 (section 6.4 and appendix A) describes. */
export class ReceptionLog {
  readonly #clockRate: number;
  readonly #unwrapper = new SequenceUnwrapper(16);
  readonly #seen = new Float64Array(DUPLICATE_WINDOW).fill(NaN);
  #first: number | null = null;
  #highest = 0;
  #received = 0;
  #expectedBefore = 0;
  #receivedBefore = 0;
  #jitter = 0;
  #lastTransit: number | null = null;
  #senderReport: { readonly compactNtp: number; readonly atMs: number } | null = null;

  constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  /** Notes a packet and returns its extended sequence number, or `null` when it came before. */
  note(sequenceNumber: number, timestamp: number, nowMs: number): number | null {
    const sequence = this.#unwrapper.unwrap(sequenceNumber);
    // Masking, unlike the remainder, also works for packets from before the first one, which are negative.
    const slot = sequence & (DUPLICATE_WINDOW - 1);
    if (this.#seen[slot] === sequence) return null;
    this.#seen[slot] = sequence;
    this.#first ??= sequence;
    this.#highest = this.#received === 0 ? sequence : Math.max(this.#highest, sequence);
    this.#received++;
    this.#noteTransit((nowMs * this.#clockRate) / 1000 - timestamp);
    return sequence;
  }

  noteSenderReport(report: SenderReport, nowMs: number): void {
    this.#senderReport = { compactNtp: compactNtp(report.ntp), atMs: nowMs };
  }

  /** Packets missing between the first and the highest. */
  get lost(): number {
    return Math.max(0, this.#expected - this.#received);
  }

  /** What to tell the sender; `null` before the first packet. Begins a new interval. */
  report(ssrc: number, nowMs: number): ReportBlock | null {
    if (this.#first === null) return null;
    const expected = this.#expected - this.#expectedBefore;
    const lost = expected - (this.#received - this.#receivedBefore);
    this.#expectedBefore = this.#expected;
    this.#receivedBefore = this.#received;
    const sinceReportMs = this.#senderReport ? nowMs - this.#senderReport.atMs : 0;
    return {
      ssrc,
      fractionLost: expected <= 0 || lost <= 0 ? 0 : Math.min(255, Math.floor((lost * 256) / expected)),
      cumulativeLost: Math.min(0x7fffff, this.lost),
      highestSequence: this.#highest >>> 0,
      jitter: Math.round(this.#jitter),
      lastSenderReport: this.#senderReport?.compactNtp ?? 0,
      delaySinceSenderReport: Math.round((sinceReportMs * 65_536) / 1000) >>> 0,
    };
  }

  get #expected(): number {
    return this.#first === null ? 0 : this.#highest - this.#first + 1;
  }

  #noteTransit(transit: number): void {
    const difference = this.#lastTransit === null ? 0 : Math.abs(transit - this.#lastTransit);
    this.#lastTransit = transit;
    // A jump of more than a second is a wrapped or restarted clock, not jitter.
    if (difference < this.#clockRate) this.#jitter += (difference - this.#jitter) / 16;
  }
}
