import type { ReactNode } from 'react';
import { useRoom } from '../../room/roomContext.tsx';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import { AloneStage } from './AloneStage.tsx';
import type { CallParts } from './callParts.ts';
import styles from './MainArea.module.css';
import { Stage } from './Stage.tsx';
import { usePhoneLayout } from './usePhoneLayout.ts';

interface MainAreaProps extends Pick<CallParts, 'InviteCard'> {
  roomId: string;
  /** A panel is open: in narrow windows it lies over the pictures. */
  panelOpen: boolean;
  /** Notices. */
  children: ReactNode;
}

/** The pictures, and notices over them. */
export function MainArea({ InviteCard, roomId, panelOpen, children }: MainAreaProps) {
  const alone = useRoom(({ users }) => users.length === 0);
  const narrow = useMediaQuery('(width < 900px)');
  const { phone, across } = usePhoneLayout();
  return (
    <main className={styles['main']}>
      <div className={styles['pictures']} inert={narrow && !across && panelOpen}>
        {alone ? (
          <AloneStage>
            <InviteCard roomId={roomId} />
          </AloneStage>
        ) : (
          <Stage covered={phone && !across && panelOpen} />
        )}
      </div>
      <div className={styles['notices']} role="status">
        {children}
      </div>
    </main>
  );
}
