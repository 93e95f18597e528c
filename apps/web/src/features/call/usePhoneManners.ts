import { useEffect, useEffectEvent, useState } from 'react';
import { type CallMediaSession, bindCallActions, showCallState } from '../../platform/callSession.ts';
import { ScreenAwake } from '../../platform/ScreenAwake.ts';
import { vibrateForCall } from '../../platform/vibrate.ts';
import { useRoomClient } from '../../room/roomContext.tsx';
import type { CallControls } from './useCallControls.ts';

const phone = navigator as Partial<Navigator>;

/** What a call does to a phone that lies beside its owner: the screen stays on, the lock screen controls it, it calls for them. */
export function usePhoneManners(title: string, controls: CallControls): void {
  useScreenAwake();
  useCallSession(title, controls);
  useCalledOn();
}

function useScreenAwake(): void {
  const [awake] = useState(() => new ScreenAwake(phone.wakeLock, document));
  useEffect(() => {
    awake.start();
    return () => awake.stop();
  }, [awake]);
}

function useCallSession(title: string, controls: CallControls): void {
  const client = useRoomClient();
  const session = phone.mediaSession as CallMediaSession | undefined;
  const { microphoneOn, cameraOn } = controls;
  const toggleMicrophone = useEffectEvent(() => controls.toggleMicrophone());
  const toggleCamera = useEffectEvent(() => controls.toggleCamera());
  useEffect(
    () =>
      bindCallActions(session, {
        toggleMicrophone: () => toggleMicrophone(),
        toggleCamera: () => toggleCamera(),
        hangUp: () => void client.leave(),
      }),
    [session, client],
  );
  useEffect(() => {
    showCallState(session, { title, microphoneOn, cameraOn });
  }, [session, title, microphoneOn, cameraOn]);
}

/** A host asks to hear me: I may be looking elsewhere. */
function useCalledOn(): void {
  const client = useRoomClient();
  useEffect(
    () =>
      client.onModeration(({ type }) => {
        if (type === 'unmute-asked') vibrateForCall(navigator);
      }),
    [client],
  );
}
