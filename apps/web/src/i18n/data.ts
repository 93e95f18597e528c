import { defineTexts } from './texts.ts';

/** Saving data, and what a call has used. */
export const dataTexts = defineTexts({
  en: {
    saver: 'Data saver',
    auto: 'Automatic on mobile data',
    off: 'Off',
    low: 'Low video',
    audio: 'Audio only',
    used: 'Data used in this call',
    usage: (down: string, up: string) => `${down} received, ${up} sent`,
    measuring: 'Measuring…',
    savedPicture: 'No video: data saver is on',
    cameraOff: 'Audio only: your camera is off. You can turn it on again.',
    autoLow: 'You’re on mobile data, so video is small. You can change this in the data saver.',
  },
  ko: {
    saver: '데이터 절약',
    auto: '모바일 데이터에서 자동으로',
    off: '사용 안 함',
    low: '작은 영상',
    audio: '소리만',
    used: '이 회의에서 쓴 데이터',
    usage: (down, up) => `받음 ${down}, 보냄 ${up}`,
    measuring: '재는 중이에요…',
    savedPicture: '데이터를 아끼려고 영상을 받지 않아요',
    cameraOff: '소리만 쓰는 중이라 카메라를 껐어요. 다시 켤 수 있어요.',
    autoLow: '모바일 데이터를 쓰고 있어서 영상을 작게 받아요. 데이터 절약에서 바꿀 수 있어요.',
  },
});
