import { memo } from 'react';
import { chatTexts } from '../../i18n/chat.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { splitLinks } from './links.ts';
import styles from './MessageGroupView.module.css';
import type { MessageGroup } from './messageGroups.ts';

/** Messages of one person under their name and time. */
export const MessageGroupView = memo(
  function MessageGroupView({ group, own }: { group: MessageGroup; own: boolean }) {
    const t = useText(chatTexts);
    const language = useLanguage();
    const sentAt = new Date(group.sentAt);
    const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(sentAt);
    return (
      <li className={styles['group']}>
        <Avatar name={group.displayName} size={28} />
        <div className={styles['content']}>
          <p className={styles['head']}>
            <span className={styles['name']} dir="auto">
              {own ? t.own : group.displayName}
            </span>
            <time className={styles['time']} dateTime={sentAt.toISOString()}>
              {time}
            </time>
          </p>
          {group.messages.map(({ id, text }) => (
            <p key={id} className={styles['text']} dir="auto">
              <LinkedText text={text} />
            </p>
          ))}
        </div>
      </li>
    );
  },
  // Groups are made anew for every message; the messages in them are not.
  (before, after) =>
    before.own === after.own &&
    before.group.id === after.group.id &&
    before.group.messages.length === after.group.messages.length,
);

function LinkedText({ text }: { text: string }) {
  const t = useText(chatTexts);
  return splitLinks(text).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
        <span className="visually-hidden"> {t.opensNewTab}</span>
      </a>
    ),
  );
}
