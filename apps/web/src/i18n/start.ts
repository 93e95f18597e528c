import { defineTexts } from './texts.ts';

/** What the page says until the app has started, if that takes long: the build writes it into the page. */
export const startTexts = defineTexts({
  en: {
    title: 'Parley has not opened yet',
    text: 'The connection may be slow, or this browser too old. Load the page again, or open it in a current Chrome, Edge, Firefox or Safari.',
    withoutScript:
      'Parley needs JavaScript. Turn it on in the settings of this browser, then load the page again.',
    reload: 'Load again',
  },
  ko: {
    title: '아직 열리지 않았어요',
    text: '연결이 느리거나 브라우저가 오래되었을 수 있어요. 다시 불러오거나 최신 Chrome, Edge, Firefox, Safari에서 열어 주세요.',
    withoutScript: 'Parley를 쓰려면 자바스크립트가 필요해요. 브라우저 설정에서 켠 다음 다시 불러와 주세요.',
    reload: '다시 불러오기',
  },
});
