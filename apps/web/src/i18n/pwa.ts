import { defineTexts } from './texts.ts';

/** What phones show of the installed app, and the page that takes its place without a connection. */
export const pwaTexts = defineTexts({
  en: {
    name: 'Parley video meetings',
    shortName: 'Parley',
    description: 'Video meetings on your own server.',
    offlineTitle: 'You are offline',
    offlineText: 'A meeting needs a connection. Check Wi-Fi or mobile data; this page tries again by itself.',
    retry: 'Try again',
  },
  ko: {
    name: 'Parley 화상 회의',
    shortName: 'Parley',
    description: '내 서버에서 여는 화상 회의예요.',
    offlineTitle: '인터넷에 연결되어 있지 않아요',
    offlineText:
      '회의에는 연결이 필요해요. 와이파이나 모바일 데이터를 확인해 주세요. 연결되면 바로 다시 열려요.',
    retry: '다시 시도하기',
  },
});
