import { Mic, MicOff, MonitorUp, MonitorX, SwitchCamera, Video, VideoOff } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { DeviceMenu } from './DeviceMenu.tsx';
import { HandSwitch } from './HandSwitch.tsx';
import styles from './MediaSwitches.module.css';
import { keyOf } from './shortcuts.ts';
import type { CallControls } from './useCallControls.ts';
import { useDeviceChoices } from './useDeviceChoices.ts';
import type { OwnHand } from './useOwnHand.ts';

interface MediaSwitchesProps {
  controls: CallControls;
  hand: OwnHand;
  /** On phones the devices are in the sheet, and a camera that can be flipped takes the place of the screen. The hand is in the sheet too. */
  phone: boolean;
}

/** Microphone, camera, screen and hand, on and off. */
export function MediaSwitches({ controls, hand, phone }: MediaSwitchesProps) {
  const t = useText(callTexts);
  const devices = useDeviceChoices();
  return (
    <>
      <div className={styles['switch']}>
        <MicrophoneSwitch controls={controls} />
        {!phone && <DeviceMenu label={t.microphoneDevices} choices={[devices.microphone, devices.speaker]} />}
      </div>
      <div className={styles['switch']}>
        <CameraSwitch controls={controls} />
        {!phone && <DeviceMenu label={t.cameraDevices} choices={[devices.camera]} />}
      </div>
      {phone && controls.canFlip && !controls.sharing ? (
        <IconButton
          size="large"
          variant="filled"
          label={t.flipCamera}
          icon={SwitchCamera}
          onClick={controls.flipCamera}
        />
      ) : (
        controls.canShare && <ShareSwitch controls={controls} />
      )}
      {!phone && <HandSwitch hand={hand} />}
    </>
  );
}

function MicrophoneSwitch({ controls }: { controls: CallControls }) {
  const t = useText(callTexts);
  const { microphoneOn: on, microphoneBusy, forbidden, toggleMicrophone } = controls;
  return (
    <IconButton
      size="large"
      variant={on ? 'filled' : 'off'}
      label={forbidden.microphone ?? (on ? t.mute : t.unmute)}
      aria-disabled={forbidden.microphone !== null || undefined}
      icon={on ? Mic : MicOff}
      busy={microphoneBusy}
      shortcut={keyOf('toggle-microphone')}
      aria-keyshortcuts={keyOf('toggle-microphone')}
      onClick={toggleMicrophone}
    />
  );
}

function CameraSwitch({ controls }: { controls: CallControls }) {
  const t = useText(callTexts);
  const { cameraOn: on, cameraBusy, forbidden, toggleCamera } = controls;
  return (
    <IconButton
      size="large"
      variant={on ? 'filled' : 'off'}
      label={forbidden.camera ?? (on ? t.stopCamera : t.startCamera)}
      aria-disabled={forbidden.camera !== null || undefined}
      icon={on ? Video : VideoOff}
      busy={cameraBusy}
      shortcut={keyOf('toggle-camera')}
      aria-keyshortcuts={keyOf('toggle-camera')}
      onClick={toggleCamera}
    />
  );
}

function ShareSwitch({ controls }: { controls: CallControls }) {
  const t = useText(callTexts);
  const { sharing: on, shareBusy, forbidden, toggleShare } = controls;
  return (
    <IconButton
      size="large"
      variant={on ? 'accent' : 'filled'}
      label={forbidden.share ?? (on ? t.stopShare : t.startShare)}
      aria-disabled={forbidden.share !== null || undefined}
      icon={on ? MonitorX : MonitorUp}
      busy={shareBusy}
      shortcut={keyOf('toggle-share')}
      aria-keyshortcuts={keyOf('toggle-share')}
      onClick={toggleShare}
    />
  );
}
