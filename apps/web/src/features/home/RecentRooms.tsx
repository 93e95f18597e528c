import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { homeTexts } from '../../i18n/home.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import type { RecentRoom } from '../../room/recentRooms.ts';
import { useRecentRooms } from '../../room/useRecentRooms.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { showToast } from '../../ui/toasts.ts';
import styles from './HomePage.module.css';
import { timeAgo } from './timeAgo.ts';

interface RecentRoomsProps {
  onOpenRoom: (roomId: string) => void;
}

/** The latest meetings on this device; nothing at all before the first one. */
export function RecentRooms({ onOpenRoom }: RecentRoomsProps) {
  const t = useText(homeTexts);
  const titleId = useId();
  const { rooms, forget, restore } = useRecentRooms();
  const [now] = useState(() => Date.now());
  if (rooms.length === 0) return null;

  const remove = (room: RecentRoom) => {
    forget(room.roomId);
    showToast({ text: t.forgotten(room.roomId), action: { label: t.undo, onSelect: () => restore(room) } });
  };

  return (
    <section className={styles['recent']} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles['recent-title']}>
        {t.recent}
      </h2>
      <ul className={styles['list']}>
        {rooms.map((room) => (
          <RecentRoomRow key={room.roomId} room={room} now={now} onOpen={onOpenRoom} onRemove={remove} />
        ))}
      </ul>
    </section>
  );
}

interface RecentRoomRowProps {
  room: RecentRoom;
  /** When the page was opened, in milliseconds since the epoch. */
  now: number;
  onOpen: (roomId: string) => void;
  onRemove: (room: RecentRoom) => void;
}

function RecentRoomRow({ room, now, onOpen, onRemove }: RecentRoomRowProps) {
  const t = useText(homeTexts);
  const language = useLanguage();
  return (
    <li className={styles['row']}>
      <a
        href={`/r/${encodeURIComponent(room.roomId)}`}
        className={styles['room']}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return; // a new tab or window is the browser's
          event.preventDefault();
          onOpen(room.roomId);
        }}
      >
        <span className={styles['room-id']}>{room.roomId}</span>
        <time className={styles['when']} dateTime={new Date(room.joinedAt).toISOString()}>
          {timeAgo(room.joinedAt, now, language)}
        </time>
      </a>
      <IconButton label={t.forget(room.roomId)} icon={X} size="small" onClick={() => onRemove(room)} />
    </li>
  );
}
