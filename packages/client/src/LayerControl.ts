import type { PictureSize, VideoEncoding } from './encodings.ts';
import { areInEffect, type LayerParameters, layerParameters, type LayerState } from './layerParameters.ts';

/** What is used of a video producer's sender. */
export type LayerSender = Pick<RTCRtpSender, 'getParameters' | 'setParameters'>;

/** While a negotiation runs, browsers may refuse; it takes milliseconds. */
const RETRY_DELAY_MS = 500;

/**
 * Encodes what is wanted of one video producer and no more. One change at a time, the latest wins. A sender that refuses
 * goes on as it was: worse than wanted, but a call.
 */
export class LayerControl {
  readonly #sender: LayerSender;
  readonly #onProblem: (problem: unknown) => void;
  #encodings: readonly VideoEncoding[] = [];
  #size: PictureSize | null = null;
  /** What the server wants; everything until it says so. */
  #layers: readonly LayerState[] = [];
  #changed = false;
  #running: Promise<void> | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;
  #retrying = false;
  #closed = false;

  constructor(sender: LayerSender, onProblem: (problem: unknown) => void) {
    this.#sender = sender;
    this.#onProblem = onProblem;
  }

  /** What is sent in full, of pictures of this size. Resolves when it is in effect, or refused. */
  setEncodings(encodings: readonly VideoEncoding[], size: PictureSize | null): Promise<void> {
    this.#encodings = encodings;
    this.#size = size;
    return this.apply();
  }

  setLayers(layers: readonly LayerState[]): Promise<void> {
    this.#layers = layers;
    return this.apply();
  }

  /** Again, after something that may have undone it; nothing happens when it is in effect. */
  apply(): Promise<void> {
    this.#clearRetry();
    this.#changed = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  close(): void {
    this.#closed = true;
    this.#clearRetry();
  }

  async #run(): Promise<void> {
    try {
      while (this.#changed && !this.#closed) {
        this.#changed = false;
        await this.#applyOnce();
      }
    } finally {
      this.#running = null;
    }
  }

  async #applyOnce(): Promise<void> {
    try {
      await this.#set(layerParameters(this.#encodings, this.#layers, this.#size));
    } catch (error) {
      if (this.#closed) return;
      if (this.#retrying) this.#onProblem(error);
      else this.#retryTimer = setTimeout(this.#retry, RETRY_DELAY_MS);
    }
  }

  async #set(wanted: readonly LayerParameters[]): Promise<void> {
    const parameters = this.#sender.getParameters();
    if (areInEffect(parameters.encodings, wanted)) return;
    parameters.encodings.forEach((encoding, layer) => {
      if (wanted[layer] !== undefined) put(encoding, wanted[layer]);
    });
    await this.#sender.setParameters(parameters);
  }

  /** Once: what is refused twice is not a matter of time. */
  readonly #retry = (): void => {
    this.#retrying = true;
    void this.apply().finally(() => {
      this.#retrying = false;
    });
  };

  #clearRetry(): void {
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
  }
}

/** Browsers want an unlimited frame rate to be absent, not undefined. */
function put(encoding: RTCRtpEncodingParameters, { maxFramerate, ...others }: LayerParameters): void {
  Object.assign(encoding, others);
  if (maxFramerate === undefined) delete encoding.maxFramerate;
  else encoding.maxFramerate = maxFramerate;
}
