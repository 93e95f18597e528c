import { ArrowDown } from 'lucide-react';
import { useMemo } from 'react';
import { chatTexts } from '../../i18n/chat.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import type { ChatMessage } from '../../room/roomTypes.ts';
import { Button } from '../../ui/Button.tsx';
import { MessageGroupView } from './MessageGroupView.tsx';
import styles from './MessageList.module.css';
import { groupMessages } from './messageGroups.ts';
import { useStickToEnd } from './useStickToEnd.ts';

/** All messages; follows new ones unless somebody is reading further up. */
export function MessageList({ messages }: { messages: readonly ChatMessage[] }) {
  const t = useText(chatTexts);
  const selfId = useRoom(({ userId }) => userId);
  const groups = useMemo(() => groupMessages(messages), [messages]);
  const last = messages.at(-1);
  const { ref, onScroll, behind, toEnd } = useStickToEnd<HTMLDivElement>(
    last?.id ?? '',
    last?.userId === selfId,
  );
  return (
    <div className={styles['frame']}>
      {/* Scrolls, so keys must reach it even when nothing in it can be focused. */}
      <div
        ref={ref}
        className={styles['scroller']}
        tabIndex={0}
        role="log"
        aria-label={t.messages}
        onScroll={onScroll}
      >
        <ol>
          {groups.map((group) => (
            <MessageGroupView key={group.id} group={group} own={group.userId === selfId} />
          ))}
        </ol>
      </div>
      {behind && (
        <Button variant="primary" icon={ArrowDown} className={styles['latest']} onClick={toEnd}>
          {t.latest}
        </Button>
      )}
    </div>
  );
}
