/** What a track has delivered since the last look: `unknown` where this browser cannot tell. */
export type Delivery = 'something' | 'nothing' | 'zeros' | 'unknown';

/** Looks into one captured track. */
export interface TrackProbe {
  look(): Delivery;
  /** What came until now does not count: the next look says `unknown`, or looks anew. */
  skip(): void;
  close(): void;
}

/**
 * Finds out whether a track delivers, whatever it says of itself. Chromium counts what devices deliver (`track.stats`). Elsewhere
 * a camera's frames are counted by an element that nobody sees, and a microphone's samples are looked at: Safari's dead ones are
 * exact zeros.
 */
export function probeTrack(track: MediaStreamTrack): TrackProbe {
  if (deliveredBy(track) !== null) return new CountingProbe(() => deliveredBy(track));
  return track.kind === 'video' ? new FrameProbe(track) : new SampleProbe(track);
}

class CountingProbe implements TrackProbe {
  readonly #count: () => number | null;
  #last: number | null = null;

  constructor(count: () => number | null) {
    this.#count = count;
  }

  look(): Delivery {
    const [before, now] = [this.#last, this.#count()];
    this.#last = now;
    if (before === null || now === null) return 'unknown';
    return now > before ? 'something' : 'nothing';
  }

  skip(): void {
    this.#last = null;
  }

  close(): void {
    this.skip();
  }
}

class FrameProbe implements TrackProbe {
  readonly #video = document.createElement('video');
  readonly #counting = new CountingProbe(() => this.#video.getVideoPlaybackQuality().totalVideoFrames);

  constructor(track: MediaStreamTrack) {
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = new MediaStream([track]);
    // Where it may not play nothing is counted, and nothing claimed.
    this.#video.play().catch(() => undefined);
  }

  look(): Delivery {
    const delivery = this.#counting.look();
    return this.#video.paused || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA
      ? 'unknown'
      : delivery;
  }

  skip(): void {
    this.#counting.skip();
  }

  close(): void {
    this.#video.srcObject = null;
    this.#counting.close();
  }
}

/** Only listens: remote voices are played by elements, so nothing is heard through this context. */
class SampleProbe implements TrackProbe {
  readonly #context = new AudioContext();
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser = this.#context.createAnalyser();
  readonly #samples = new Float32Array(this.#analyser.fftSize);

  constructor(track: MediaStreamTrack) {
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
  }

  look(): Delivery {
    // iOS interrupts the context with the call that comes in, and others suspend it until somebody taps.
    if (this.#context.state !== 'running') {
      this.#context.resume().catch(() => undefined);
      return 'unknown';
    }
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples.some((sample) => sample !== 0) ? 'something' : 'zeros';
  }

  /** Looks at this moment only. */
  skip(): void {}

  close(): void {
    this.#source.disconnect();
    this.#context.close().catch(() => undefined);
  }
}

interface DeliveryStats {
  readonly deliveredFrames?: number;
  /** Also those that nobody took. */
  readonly totalFrames?: number;
}

/** Of tracks of devices, in Chromium; null elsewhere. */
function deliveredBy(track: MediaStreamTrack): number | null {
  const { stats } = track as MediaStreamTrack & { readonly stats?: DeliveryStats | null };
  return stats?.totalFrames ?? stats?.deliveredFrames ?? null;
}
