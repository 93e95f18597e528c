import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import type { AudioClip } from '../media/AudioClip.ts';
import type { VideoSource } from '../media/VideoClip.ts';

/** A camera or screen track that plays a looped clip. While it is disabled nothing is sent. */
export class VideoClipTrack extends FakeMediaStreamTrack {
  readonly source: VideoSource;

  constructor(source: VideoSource, label = 'camera') {
    const top = source.layers.at(-1);
    super({
      kind: 'video',
      label,
      ...(top && { settings: { width: top.width, height: top.height, frameRate: top.framesPerSecond } }),
    });
    this.source = source;
  }
}

/** A microphone track that plays a looped clip of speech. While it is disabled nothing is sent. */
export class AudioClipTrack extends FakeMediaStreamTrack {
  readonly clip: AudioClip;
  /** Whether the voice is heard; silence is sent as with Opus DTX: a tiny packet now and then. */
  speaking: boolean;

  constructor(clip: AudioClip, speaking = true) {
    super({ kind: 'audio', label: 'microphone' });
    this.clip = clip;
    this.speaking = speaking;
  }
}
