import { defineTexts } from './texts.ts';

/** One sentence per reason a call can end for. */
export const endedTexts = defineTexts({
  en: {
    pageTitle: 'Meeting ended – Parley',
    left: 'You left the meeting.',
    removed: 'A host has removed you from the meeting.',
    ended: 'The host has ended the meeting for everyone.',
    'host-left': 'The meeting is over, because the host has left.',
    deleted: 'The meeting was ended for everyone.',
    shutdown: 'The server is restarting. Rejoin in a minute.',
    'media-failed': 'The server lost the meeting’s picture and sound. Rejoin to go on.',
    replaced: 'You joined this meeting from another window.',
    'session-lost': 'The connection was lost for too long. Rejoin to go on.',
    rejoin: 'Rejoin',
    rejoinHere: 'Use this window again',
    home: 'Back to the start page',
    recordTitle: 'Record of the meeting',
    recordText:
      'Who was there from when to when, and the chat. Only hosts get it, and only here: download it now.',
    recordCsv: 'As a table (CSV)',
    recordJson: 'As data (JSON)',
  },
  ko: {
    pageTitle: '회의 종료 – Parley',
    left: '회의에서 나왔어요.',
    removed: '호스트가 회의에서 내보냈어요.',
    ended: '호스트가 회의를 끝냈어요.',
    'host-left': '호스트가 나가서 회의가 끝났어요.',
    deleted: '회의가 모두에게서 종료됐어요.',
    shutdown: '서버가 다시 시작되고 있어요. 잠시 후 다시 참여해 주세요.',
    'media-failed': '서버에서 영상과 소리가 끊겼어요. 다시 참여하면 이어져요.',
    replaced: '다른 창에서 이 회의에 참여했어요.',
    'session-lost': '연결이 너무 오래 끊겨 있었어요. 다시 참여하면 이어져요.',
    rejoin: '다시 참여하기',
    rejoinHere: '이 창에서 다시 참여하기',
    home: '첫 화면으로',
    recordTitle: '회의 기록',
    recordText: '누가 언제부터 언제까지 있었는지와 채팅이에요. 호스트에게만 여기서 보이니 지금 받아 두세요.',
    recordCsv: '표로 받기 (CSV)',
    recordJson: '데이터로 받기 (JSON)',
  },
});
