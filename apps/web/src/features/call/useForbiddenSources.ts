import { useEffect, useEffectEvent, useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia } from '../../room/localMediaContext.tsx';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import type { RoomSnapshot } from '../../room/roomTypes.ts';
import { signalErrorCode } from '../../room/signalErrorCode.ts';
import { useForbidden } from '../../room/useForbidden.ts';
import { showToast } from '../../ui/toasts.ts';

type Switchable = 'microphone' | 'camera' | 'screen';

/** What I may not turn on in this room now. A host who asks to hear me lets me, until a host mutes me again. */
export function useForbiddenSources(): Readonly<Record<Switchable, boolean>> {
  const granted = useUnmuteGranted();
  const microphone = useForbidden('unmute') && !granted;
  return { microphone, camera: useForbidden('camera'), screen: useForbidden('share') };
}

/** Turns off what the server has refused, as it refuses a camera that was on already before joining, and says why. */
export function useRefusedSources(): void {
  const t = useText(hostTexts);
  const media = useLocalMedia();
  const microphone = useRoom(({ local }) => isRefused(local.microphone));
  const camera = useRoom(({ local }) => isRefused(local.camera));
  const screen = useRoom(({ local }) => isRefused(local.screen));
  useWhen(microphone, () => {
    media.setMuted(true);
    showToast({ text: t.noUnmute });
  });
  useWhen(camera, () => {
    void media.setCamera(false);
    showToast({ text: t.noCamera });
  });
  useWhen(screen, () => {
    media.stopScreen();
    showToast({ text: t.noShare });
  });
}

/** Whether the room's rules, and not a failure, keep a source from being sent. */
export function isRefused(source: RoomSnapshot['local']['camera']): boolean {
  return source?.state === 'failed' && signalErrorCode(source.error) === 'NOT_ALLOWED';
}

function useWhen(condition: boolean, act: () => void): void {
  const run = useEffectEvent(act);
  useEffect(() => {
    if (condition) run();
  }, [condition]);
}

function useUnmuteGranted(): boolean {
  const client = useRoomClient();
  const [granted, setGranted] = useState(false);
  useEffect(
    () =>
      client.onModeration((moderation) => {
        if (moderation.type === 'unmute-asked') setGranted(true);
        else if (moderation.source === 'microphone') setGranted(false);
      }),
    [client],
  );
  return granted;
}
