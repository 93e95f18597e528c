import type { ChatMessage } from '@parley/protocol';
import type { RoomStore } from './RoomStore.ts';

/** Shows a message once: one's own comes with the answer to sending it, and may be in a snapshot as well. */
export function showMessage(store: RoomStore, message: ChatMessage): void {
  const { chat } = store.getSnapshot();
  if (!chat.some(({ id }) => id === message.id)) store.update({ chat: [...chat, message] });
}
