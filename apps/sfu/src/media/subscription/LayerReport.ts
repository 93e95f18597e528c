import type { EventOf } from '@parley/protocol';
import type { types } from 'mediasoup';

type LayerState = EventOf<'consumer-layers'>;

/** A picture needs a key frame and the engine's first allocation: until then nothing is amiss. */
const GRACE_MS = 1000;
/** Between two layers the engine forwards none for a moment. */
const SETTLE_MS = 500;

/**
 * Says which layers one video consumer forwards, and why when it forwards none though it should. Silent while it is
 * paused, by the plan or by its sender, because then it should not.
 */
export class LayerReport {
  readonly #consumer: types.Consumer;
  readonly #onLayers: (state: LayerState) => void;
  /** As mediasoup said it last, which copies it each time it is asked. */
  #layers: types.ConsumerLayers | undefined;
  #startedAtMs = performance.now();
  #timer: NodeJS.Timeout | null = null;
  #isHeld = false;
  /** As a text: what was said last is not said again. */
  #said = '';

  constructor(consumer: types.Consumer, onLayers: (state: LayerState) => void) {
    this.#consumer = consumer;
    this.#onLayers = onLayers;
    // A single plain encoding has no layers to report.
    if (consumer.type !== 'simulcast' && consumer.type !== 'svc') return;
    consumer.on('layerschange', (layers) => {
      this.#layers = layers;
      this.#check();
    });
    consumer.on('score', () => {
      // Scores change all the time, and only tell why there is no picture.
      if (this.#layers === undefined) this.#check();
    });
    consumer.on('producerresume', () => this.#start());
    consumer.observer.on('resume', () => this.#start());
    consumer.observer.once('close', () => this.#stop());
  }

  /** Says again what was said last. */
  repeat(): void {
    if (this.#said === '') return;
    this.#said = '';
    this.#check();
  }

  /** Whether nothing is forwarded because the link has no room for it. */
  hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    this.#check();
  }

  #start(): void {
    this.#startedAtMs = performance.now();
    this.#check();
  }

  #check(): void {
    if (this.#isHeld && !this.#consumer.closed) {
      this.#stop();
      this.#say({ consumerId: this.#consumer.id, layers: null, reason: 'bandwidth' });
    } else if (this.#consumer.closed || this.#consumer.paused || this.#consumer.producerPaused) {
      this.#stop();
    } else if (this.#layers !== undefined) {
      this.#stop();
      const { spatialLayer, temporalLayer = 0 } = this.#layers;
      this.#say({ consumerId: this.#consumer.id, layers: { spatialLayer, temporalLayer } });
    } else {
      const waitMs = Math.max(SETTLE_MS, this.#startedAtMs + GRACE_MS - performance.now());
      this.#timer ??= setTimeout(() => this.#sayNone(), waitMs);
    }
  }

  #sayNone(): void {
    this.#timer = null;
    const { id, paused, producerPaused, score } = this.#consumer;
    if (paused || producerPaused || this.#layers !== undefined) return;
    const isSent = score.producerScores.some((producerScore) => producerScore > 0);
    this.#say({ consumerId: id, layers: null, reason: isSent ? 'bandwidth' : 'sender' });
  }

  #say(state: LayerState): void {
    const text = JSON.stringify(state);
    if (text === this.#said) return;
    this.#said = text;
    this.#onLayers(state);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
