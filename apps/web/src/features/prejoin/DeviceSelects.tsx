import { Mic, Video } from 'lucide-react';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { type DeviceInfo, useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { Select } from '../../ui/Select.tsx';

/** Which camera, which microphone. Without permission browsers tell neither names nor ids: then there is no choice. */
export function CameraSelect() {
  const t = useText(prejoinTexts);
  const media = useLocalMedia();
  const { camera, devices } = useLocalMediaSnapshot();
  return (
    <Select
      label={t.camera}
      icon={Video}
      options={useOptions(devices.cameras)}
      value={camera.deviceId}
      placeholder={devices.cameras.length === 0 ? t.noCamera : t.defaultDevice}
      disabled={devices.cameras.length === 0}
      onChange={(deviceId) => void media.selectCamera(deviceId)}
    />
  );
}

export function MicrophoneSelect() {
  const t = useText(prejoinTexts);
  const media = useLocalMedia();
  const { microphone, devices } = useLocalMediaSnapshot();
  return (
    <Select
      label={t.microphone}
      icon={Mic}
      options={useOptions(devices.microphones)}
      value={microphone.deviceId}
      placeholder={devices.microphones.length === 0 ? t.noMicrophone : t.defaultDevice}
      disabled={devices.microphones.length === 0}
      onChange={(deviceId) => void media.selectMicrophone(deviceId)}
    />
  );
}

function useOptions(devices: readonly DeviceInfo[]) {
  const t = useText(prejoinTexts);
  return devices.map(({ deviceId, label }, index) => ({
    value: deviceId,
    label: label === '' ? t.namelessDevice(index + 1) : label,
  }));
}
