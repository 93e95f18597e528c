import { defineTexts } from './texts.ts';

/** One sentence per reason a call can end for. */
export const endedTexts = defineTexts({
  en: {
    pageTitle: 'Meeting ended – Parley',
    left: 'You left the meeting.',
    deleted: 'The meeting was ended for everyone.',
    shutdown: 'The server is restarting. Rejoin in a minute.',
    'media-failed': 'The server lost the meeting’s picture and sound. Rejoin to go on.',
    replaced: 'You joined this meeting from another window.',
    'session-lost': 'The connection was lost for too long. Rejoin to go on.',
    rejoin: 'Rejoin',
    rejoinHere: 'Use this window again',
    home: 'Back to the start page',
  },
  ko: {
    pageTitle: '회의 종료 – Parley',
    left: '회의에서 나왔어요.',
    deleted: '회의가 모두에게서 종료됐어요.',
    shutdown: '서버가 다시 시작되고 있어요. 잠시 후 다시 참여해 주세요.',
    'media-failed': '서버에서 영상과 소리가 끊겼어요. 다시 참여하면 이어져요.',
    replaced: '다른 창에서 이 회의에 참여했어요.',
    'session-lost': '연결이 너무 오래 끊겨 있었어요. 다시 참여하면 이어져요.',
    rejoin: '다시 참여하기',
    rejoinHere: '이 창에서 다시 참여하기',
    home: '첫 화면으로',
  },
});
