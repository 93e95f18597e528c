import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { showToast } from '../../ui/toasts.ts';
import { useForbiddenSources } from './useForbiddenSources.ts';

export interface CallControls {
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  readonly sharing: boolean;
  readonly microphoneBusy: boolean;
  readonly cameraBusy: boolean;
  readonly shareBusy: boolean;
  /** Whether this browser can share a screen at all; phones cannot. */
  readonly canShare: boolean;
  /** Whether there is another camera to switch to. */
  readonly canFlip: boolean;
  /** Why something cannot be turned on in this room; null where it can, or is on. */
  readonly forbidden: Readonly<Record<'microphone' | 'camera' | 'share', string | null>>;
  toggleMicrophone: () => void;
  toggleCamera: () => void;
  toggleShare: () => void;
  flipCamera: () => void;
}

// On plain http there are no media devices at all, on phones no screen to share.
const canShare = 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;

/** What a person can do with their own microphone, camera and screen. Failures show in the snapshot's `error`s. */
export function useCallControls(): CallControls {
  const t = useText(hostTexts);
  const media = useLocalMedia();
  const isForbidden = useForbiddenSources();
  const { microphone, camera, screen, devices } = useLocalMediaSnapshot();
  // What is starting counts as on: the answer to a press is seen at once, and a second press takes it back.
  const microphoneOn = isOn(microphone.state) && !microphone.muted;
  const cameraOn = isOn(camera.state);
  const sharing = screen.track !== null;
  const forbidden = {
    microphone: isForbidden.microphone && !microphoneOn ? t.noUnmute : null,
    camera: isForbidden.camera && !cameraOn ? t.noCamera : null,
    share: isForbidden.screen && !sharing ? t.noShare : null,
  };
  return {
    microphoneOn,
    cameraOn,
    sharing,
    microphoneBusy: microphone.state === 'starting',
    cameraBusy: camera.state === 'starting',
    shareBusy: screen.state === 'starting',
    canShare,
    canFlip: cameraOn && devices.cameras.length > 1,
    forbidden,
    toggleMicrophone: () => {
      if (forbidden.microphone !== null) showToast({ text: forbidden.microphone });
      else if (microphoneOn) media.setMuted(true);
      else void media.setMicrophone(true);
    },
    toggleCamera: () => {
      if (forbidden.camera !== null) showToast({ text: forbidden.camera });
      else void media.setCamera(!cameraOn);
    },
    toggleShare: () => {
      if (forbidden.share !== null) showToast({ text: forbidden.share });
      else if (sharing) media.stopScreen();
      else if (canShare) void media.startScreen();
    },
    flipCamera: () => void media.flipCamera(),
  };
}

function isOn(state: 'off' | 'starting' | 'on' | 'failed'): boolean {
  return state === 'on' || state === 'starting';
}
