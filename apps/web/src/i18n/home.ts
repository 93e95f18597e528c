import { defineTexts } from './texts.ts';

export const homeTexts = defineTexts({
  en: {
    pageTitle: 'Parley – video meetings',
    headline: 'One link, and everyone is in.',
    newMeeting: 'New meeting',
    withOptions: 'With options',
    codeLabel: 'Join a meeting',
    codePlaceholder: 'Code, link or name',
    join: 'Join',
    notFound: 'There is no meeting code or link in this text. A code looks like abcd-efgh-jkm.',
    recent: 'Recent meetings',
    forget: (roomId: string) => `Remove ${roomId} from the list`,
    forgotten: (roomId: string) => `Removed ${roomId}.`,
    undo: 'Undo',
  },
  ko: {
    pageTitle: 'Parley – 화상 회의',
    headline: '링크 하나면 모두 모여요.',
    newMeeting: '새 회의 시작',
    withOptions: '옵션 정하기',
    codeLabel: '회의 참여하기',
    codePlaceholder: '코드, 링크 또는 이름',
    join: '참여',
    notFound: '회의 코드나 링크를 찾지 못했어요. 코드는 abcd-efgh-jkm처럼 생겼어요.',
    recent: '최근 회의',
    forget: (roomId) => `${roomId} 목록에서 지우기`,
    forgotten: (roomId) => `${roomId} 회의를 지웠어요.`,
    undo: '되돌리기',
  },
});
