import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { countUnread } from '../../room/unread.ts';
import { showToast } from '../../ui/toasts.ts';
import { shortened } from './shortened.ts';
import type { CallPanels } from './useCallPanels.ts';

/** A message in a toast is a taste; the rest is in the chat. In characters. */
const MAX_NAME = 24;
const MAX_TEXT = 60;

/**
 * How many messages came since the chat was last seen; what was written before joining doesn't count. While the chat
 * is closed, the newest message is also shown for a moment.
 */
export function useChatNews(panels: CallPanels): number {
  const messages = useRoom(({ chat }) => chat);
  const selfId = useRoom(({ userId }) => userId);
  const lastId = messages.at(-1)?.id ?? null;
  const open = panels.panel === 'chat';
  const [read, setRead] = useState({ lastId, open });
  // Opening and closing the chat are the moments up to which everything is read.
  if (read.open !== open) setRead({ lastId, open });

  useNewestMessageToast(open, panels);
  return open ? 0 : countUnread(messages, read.lastId, selfId);
}

function useNewestMessageToast(open: boolean, panels: CallPanels): void {
  const t = useText(callTexts);
  const newest = useRoom(({ chat }) => chat.at(-1));
  const selfId = useRoom(({ userId }) => userId);
  const toldId = useRef(newest?.id);
  const dismiss = useRef<() => void>(undefined);

  const tell = useEffectEvent((message: NonNullable<typeof newest>) => {
    if (open || message.userId === selfId) return;
    dismiss.current?.();
    dismiss.current = showToast({
      text: t.wrote(shortened(message.displayName, MAX_NAME), shortened(message.text, MAX_TEXT)),
      action: { label: t.openChat, onSelect: () => panels.togglePanel('chat') },
    });
  });

  useEffect(() => {
    if (newest === undefined || newest.id === toldId.current) return;
    toldId.current = newest.id;
    tell(newest);
  }, [newest]);
  useEffect(() => {
    if (open) dismiss.current?.();
  }, [open]);
}
