import { plural } from './plural.ts';
import { defineTexts } from './texts.ts';

/** What a room's door says only in some rooms, or to some people. */
export const doorTexts = defineTexts({
  en: {
    tooManyTries: (seconds: number) =>
      `Too many wrong tries. Try again in ${
        seconds > 60
          ? plural(Math.ceil(seconds / 60), 'minute', 'minutes')
          : plural(seconds, 'second', 'seconds')
      }; each further wrong one makes the wait longer.`,
    tryNow: 'You can try again now.',
    bothOff:
      'Only hosts can turn on the camera and the microphone in this meeting. As a guest you come in with both off.',
    cameraOff: 'Only hosts can turn on the camera in this meeting. As a guest you come in with yours off.',
    microphoneOff:
      'Only hosts can unmute in this meeting. As a guest you come in muted; raise your hand to speak.',
  },
  ko: {
    tooManyTries: (seconds) =>
      `여러 번 잘못 적었어요. ${
        seconds > 60 ? `${Math.ceil(seconds / 60)}분` : `${seconds}초`
      } 뒤에 다시 시도해 주세요. 또 틀리면 더 오래 기다려야 해요.`,
    tryNow: '이제 다시 시도할 수 있어요.',
    bothOff: '이 회의에서는 호스트만 카메라와 마이크를 켤 수 있어요. 게스트는 둘 다 꺼진 채로 들어가요.',
    cameraOff: '이 회의에서는 호스트만 카메라를 켤 수 있어요. 게스트는 카메라가 꺼진 채로 들어가요.',
    microphoneOff: '이 회의에서는 호스트만 마이크를 켤 수 있어요. 들어가서 말하려면 손을 들어 주세요.',
  },
});
