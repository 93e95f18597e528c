/** A large call's voices on a phone; more elements are made when they are needed, and those may have to be tapped for. */
const SIZE = 12;

/**
 * Audio elements that were played within a tap, for voices that come later. Safari plays only what a tap has played, and in a page
 * in the background new elements stay silent: so they are made at the tap on Join, and used again and again.
 */
export class AudioPool {
  readonly #create: () => HTMLAudioElement;
  readonly #idle: HTMLAudioElement[] = [];
  #made = 0;

  constructor(create: () => HTMLAudioElement = () => document.createElement('audio')) {
    this.#create = create;
  }

  /** Within a tap. What is in use was played before. */
  prime(): void {
    while (this.#made < SIZE) this.#idle.push(this.#make());
    // Without a source it does not settle before there is one; what counts is that it was asked for within the tap.
    for (const element of this.#idle) element.play().catch(() => undefined);
  }

  take(): HTMLAudioElement {
    return this.#idle.shift() ?? this.#make();
  }

  /** Back as it was made, for the next voice. */
  give(element: HTMLAudioElement): void {
    element.pause();
    element.srcObject = null;
    element.volume = 1;
    element.muted = false;
    element.remove();
    this.#idle.push(element);
  }

  #make(): HTMLAudioElement {
    this.#made += 1;
    return this.#create();
  }
}

/** One for the page: what a tap has allowed stays allowed over several calls. */
export const audioPool = new AudioPool();
