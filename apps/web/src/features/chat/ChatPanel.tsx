import { MessageSquare } from 'lucide-react';
import type { Dispatch, SetStateAction } from 'react';
import { chatTexts } from '../../i18n/chat.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { useForbidden } from '../../room/useForbidden.ts';
import { ChatComposer } from './ChatComposer.tsx';
import styles from './ChatPanel.module.css';
import { MessageList } from './MessageList.tsx';

interface ChatPanelProps {
  /** What is being written; its owner outlives the panel. */
  draft: string;
  onDraft: Dispatch<SetStateAction<string>>;
}

/** The room's chat: what was said, and a field to say something. */
export function ChatPanel({ draft, onDraft }: ChatPanelProps) {
  const t = useText(hostTexts);
  const messages = useRoom(({ chat }) => chat);
  const forbidden = useForbidden('chat');
  return (
    <>
      {messages.length === 0 ? <EmptyChat /> : <MessageList messages={messages} />}
      {forbidden ? (
        <p className={styles['closed']}>{t.noChat}</p>
      ) : (
        <ChatComposer draft={draft} onDraft={onDraft} />
      )}
    </>
  );
}

function EmptyChat() {
  const t = useText(chatTexts);
  return (
    <div className={styles['empty']}>
      <MessageSquare size={28} aria-hidden="true" />
      <h3>{t.emptyTitle}</h3>
      <p>{t.emptyText}</p>
    </div>
  );
}
