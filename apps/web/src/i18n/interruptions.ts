import { defineTexts } from './texts.ts';

/** What a phone takes from a call, and how to get it back. */
export const interruptionTexts = defineTexts({
  en: {
    microphone: 'Your microphone was interrupted. The others cannot hear you.',
    camera: 'Your camera was interrupted. The others cannot see you.',
    both: 'Your microphone and camera were interrupted.',
    silent: 'No sound comes from your microphone. If you did not mute it yourself, try again.',
    resume: 'Turn on again',
    dismiss: 'Close',
  },
  ko: {
    microphone: '마이크가 끊겼어요. 다른 사람에게 내 소리가 들리지 않아요.',
    camera: '카메라가 끊겼어요. 다른 사람에게 내 모습이 보이지 않아요.',
    both: '마이크와 카메라가 끊겼어요.',
    silent: '마이크에서 소리가 나지 않아요. 직접 끈 게 아니라면 다시 켜 보세요.',
    resume: '다시 켜기',
    dismiss: '닫기',
  },
});
