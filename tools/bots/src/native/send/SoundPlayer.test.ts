import { describe, expect, it } from 'vitest';
import type { AudioClip } from '../../media/AudioClip.ts';
import { AudioClipTrack } from '../ClipTrack.ts';
import { SoundPlayer } from './SoundPlayer.ts';

/** Each frame is known by its level; 0 is a pause. */
function clip(...levels: number[]): AudioClip {
  return {
    frames: levels.map((levelDbov) => ({
      data: Buffer.alloc(3),
      levelDbov,
      voice: levelDbov > 0,
      pause: levelDbov === 0,
    })),
  };
}

const VOICE = clip(0, 0, 0, 0, 0, 11, 12, 0, 13, 0, 0, 0, 0, 0, 14, 15);

function play(player: SoundPlayer, frames: number): string {
  const sounds = Array.from({ length: frames }, () => player.next());
  return sounds
    .map(({ frame, speechStarts }) => `${speechStarts ? '>' : ''}${frame?.levelDbov ?? '-'}`)
    .join(' ');
}

describe('SoundPlayer', () => {
  it('begins to speak with a voiced frame, each time with another one', () => {
    const track = new AudioClipTrack(VOICE, false);
    const player = new SoundPlayer(track);
    expect(play(player, 3)).toBe('- - -');
    track.speaking = true;
    expect(play(player, 4)).toBe('>11 12 0 13');
    track.speaking = false;
    expect(play(player, 2)).toBe('- -');
    track.speaking = true;
    expect(play(player, 3)).toBe('>14 15 0');
  });

  it('begins anew after an interruption', () => {
    const player = new SoundPlayer(new AudioClipTrack(VOICE));
    expect(play(player, 2)).toBe('>11 12');
    player.interrupt();
    expect(play(player, 2)).toBe('>14 15');
  });

  it('plays a noise once, before everything else', () => {
    const track = new AudioClipTrack(VOICE, false);
    const player = new SoundPlayer(track);
    track.playOnce(clip(1, 2));
    expect(play(player, 3)).toBe('1 2 -');
    track.speaking = true;
    track.playOnce(clip(1));
    // The voice went on unheard for one frame.
    expect(play(player, 2)).toBe('1 12');
  });

  it('forgets a noise that could not be heard', () => {
    const track = new AudioClipTrack(VOICE, false);
    const player = new SoundPlayer(track);
    track.playOnce(clip(1, 2));
    player.interrupt();
    expect(play(player, 1)).toBe('-');
  });

  it('repeats the background while nobody speaks', () => {
    const track = new AudioClipTrack(VOICE, false);
    const player = new SoundPlayer(track);
    track.background = clip(1, 2, 0);
    expect(play(player, 5)).toBe('1 2 0 1 2');
    track.speaking = true;
    expect(play(player, 2)).toBe('>11 12');
    track.speaking = false;
    expect(play(player, 2)).toBe('0 1');
    track.background = null;
    expect(play(player, 1)).toBe('-');
  });
});
