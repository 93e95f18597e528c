import type { MediaSource } from '@parley/protocol';
import type { LocalMedia, LocalMediaSnapshot } from './LocalMedia.ts';
import type { RoomClient } from './RoomClient.ts';
import type { DesiredSource } from './SourceSender.ts';

const SOURCES = ['microphone', 'camera', 'screen', 'screen-audio'] as const satisfies readonly MediaSource[];

/**
 * Keeps what a room client sends equal to what is captured here, and switches off what a host has turned off. What cannot be sent is shown in the client's
 * `store.local`, beside the source.
 * @returns stops following; what is being sent stays as it is.
 */
export function publishLocalMedia(
  client: Pick<RoomClient, 'setSource' | 'onModeration'>,
  media: LocalMedia,
): () => void {
  const sent = new Map<MediaSource, DesiredSource | null>();
  const follow = (): void => {
    const snapshot = media.getSnapshot();
    for (const source of SOURCES) {
      const desired = desiredSource(snapshot, source);
      if (isSame(sent.get(source) ?? null, desired)) continue;
      sent.set(source, desired);
      // The failure is in the store already, and asking again is up to the person.
      client.setSource(source, desired).catch(() => undefined);
    }
  };
  follow();
  const stopFollowing = media.subscribe(follow);
  const stopObeying = client.onModeration((moderation) => {
    if (moderation.type === 'muted') switchOff(media, moderation.source);
  });
  return () => {
    stopFollowing();
    stopObeying();
  };
}

/** The switch shows what is so; turning it on again is up to the person. */
function switchOff(media: LocalMedia, source: MediaSource): void {
  if (source === 'microphone') media.setMuted(true);
  else if (source === 'camera') void media.setCamera(false);
  else media.stopScreen();
}

function desiredSource(
  { camera, microphone, screen }: LocalMediaSnapshot,
  source: MediaSource,
): DesiredSource | null {
  switch (source) {
    case 'camera':
      return toDesired(camera.track, camera.paused);
    case 'microphone':
      return toDesired(microphone.track, microphone.muted);
    case 'screen':
      return toDesired(screen.track, false);
    case 'screen-audio':
      return toDesired(screen.audioTrack, false);
  }
}

function toDesired(track: MediaStreamTrack | null, paused: boolean): DesiredSource | null {
  return track === null ? null : { track, paused };
}

function isSame(a: DesiredSource | null, b: DesiredSource | null): boolean {
  return a === b || (a !== null && b !== null && a.track === b.track && a.paused === b.paused);
}
