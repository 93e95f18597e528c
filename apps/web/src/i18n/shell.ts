import { defineTexts } from './texts.ts';

export const shellTexts = defineTexts({
  en: {
    home: 'Parley home',
    notifications: 'Notifications',
    dismiss: 'Dismiss',
    loading: 'One moment…',
    brokenTitle: 'Something went wrong',
    brokenText:
      'This page ran into an error. Load it again; your meeting goes on without interruption for the others.',
    reload: 'Load again',
  },
  ko: {
    home: 'Parley 홈',
    notifications: '알림',
    dismiss: '알림 닫기',
    loading: '잠시만 기다려 주세요…',
    brokenTitle: '문제가 생겼어요',
    brokenText: '페이지에 오류가 났어요. 다시 불러와 주세요. 다른 분들의 회의는 그대로 이어져요.',
    reload: '다시 불러오기',
  },
});
