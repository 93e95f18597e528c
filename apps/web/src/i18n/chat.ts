import { defineTexts } from './texts.ts';

export const chatTexts = defineTexts({
  en: {
    title: 'Chat',
    close: 'Close chat',
    messages: 'Messages',
    emptyTitle: 'No messages yet',
    emptyText: 'Write the first one. People who join later can read it too.',
    own: 'You',
    field: 'Message',
    placeholder: 'Write a message',
    send: 'Send',
    latest: 'New messages',
    left: (characters: number) => `${characters} left`,
    notSent: (reason: string) => `Not sent. ${reason}`,
    opensNewTab: '(opens in a new tab)',
  },
  ko: {
    title: '채팅',
    close: '채팅 닫기',
    messages: '메시지',
    emptyTitle: '아직 메시지가 없어요',
    emptyText: '첫 메시지를 남겨 보세요. 나중에 들어온 사람도 볼 수 있어요.',
    own: '나',
    field: '메시지',
    placeholder: '메시지 쓰기',
    send: '보내기',
    latest: '새 메시지 보기',
    left: (characters) => `${characters}자 남았어요`,
    notSent: (reason) => `보내지 못했어요. ${reason}`,
    opensNewTab: '(새 탭에서 열려요)',
  },
});
