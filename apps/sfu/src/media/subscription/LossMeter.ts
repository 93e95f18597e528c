import type { SubscribedConsumer } from './SubscribedConsumer.ts';

/** Shares of what is sent, 0 to 1. */
export interface Loss {
  /** What never came, by the receiver's last reports; what was sent again in time is not in it. */
  readonly lossShare: number;
  /** What was asked for again lately: everything that got lost, also where it could be mended. */
  readonly repeatedShare: number;
}

interface Counts {
  readonly sent: number;
  readonly asked: number;
}

interface Reading extends Counts {
  readonly atMs: number;
}

const WINDOW_MS = 1500;
/** Of fewer packets nothing is known. */
const MIN_PACKETS = 20;

/** How much gets lost on the way to one subscriber; the transport's own figure is an average over many seconds. */
export class LossMeter {
  readonly #before = new WeakMap<SubscribedConsumer, Counts>();
  #readings: Reading[] = [];

  /** @param sample what flows now; all of it shares one link */
  async read(sample: readonly SubscribedConsumer[]): Promise<Loss> {
    // One that ends meanwhile has nothing to say.
    const stats = await Promise.all(sample.map(({ consumer }) => consumer.getStats().catch(() => [])));
    let [sentBps, lostBps, sent, asked] = [0, 0, 0, 0];
    sample.forEach((each, index) => {
      const stat = stats[index]?.find(({ type }) => type === 'outbound-rtp');
      if (stat?.type !== 'outbound-rtp') return;
      sentBps += stat.bitrate;
      lostBps += (stat.bitrate * (stat.fractionLost ?? 0)) / 256;
      const now = { sent: stat.packetCount, asked: stat.nackPacketCount };
      const before = this.#before.get(each) ?? now;
      this.#before.set(each, now);
      sent += now.sent - before.sent;
      asked += now.asked - before.asked;
    });
    const lossShare = sentBps === 0 ? 0 : lostBps / sentBps;
    return { lossShare, repeatedShare: this.#note({ sent, asked, atMs: performance.now() }) };
  }

  #note(reading: Reading): number {
    this.#readings = this.#readings.filter(({ atMs }) => reading.atMs - atMs < WINDOW_MS);
    this.#readings.push(reading);
    const sent = this.#readings.reduce((sum, each) => sum + each.sent, 0);
    const asked = this.#readings.reduce((sum, each) => sum + each.asked, 0);
    return sent < MIN_PACKETS ? 0 : Math.min(1, asked / sent);
  }
}
