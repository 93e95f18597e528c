import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { canChooseSpeaker, chooseSpeaker, useSpeaker } from '../../room/speaker.ts';
import { type DeviceOption, deviceOptions } from './deviceOptions.ts';

/** One kind of device: what there is, what is used, how to change it. */
export interface DeviceChoice {
  readonly label: string;
  readonly options: readonly DeviceOption[];
  readonly value: string | null;
  choose: (deviceId: string) => void;
}

/** The devices a person can choose between; `speaker` has no options where the browser doesn't let a page choose. */
export function useDeviceChoices(): Record<'microphone' | 'camera' | 'speaker', DeviceChoice> {
  const t = useText(callTexts);
  const media = useLocalMedia();
  const { camera, microphone, devices } = useLocalMediaSnapshot();
  const speakers = deviceOptions(canChooseSpeaker ? devices.speakers : [], t.device);
  const speakerId = useSpeaker();
  const speakerKnown = speakers.some(({ value }) => value === speakerId);
  return {
    microphone: {
      label: t.microphone,
      options: deviceOptions(devices.microphones, t.device),
      value: microphone.deviceId,
      choose: (deviceId) => void media.selectMicrophone(deviceId),
    },
    camera: {
      label: t.camera,
      options: deviceOptions(devices.cameras, t.device),
      value: camera.deviceId,
      choose: (deviceId) => void media.selectCamera(deviceId),
    },
    speaker: {
      label: t.speaker,
      options: speakers,
      value: speakerKnown ? speakerId : (speakers[0]?.value ?? null),
      choose: chooseSpeaker,
    },
  };
}
