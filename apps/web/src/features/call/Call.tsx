import { Mic } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { cx } from '../../ui/cx.ts';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import { usePage } from '../../ui/usePage.ts';
import { ChatPanel } from '../chat/ChatPanel.tsx';
import { InviteCard } from '../invite/InviteCard.tsx';
import { InviteDialog } from '../invite/InviteDialog.tsx';
import { AloneStage } from './AloneStage.tsx';
import styles from './Call.module.css';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { ControlBar } from './ControlBar.tsx';
import { MoreSheet } from './MoreSheet.tsx';
import { Notice } from './Notice.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { RemoteAudio } from './RemoteAudio.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { SidePanel } from './SidePanel.tsx';
import { Stage } from './Stage.tsx';
import { useCallControls } from './useCallControls.ts';
import { type CallPanels, useCallPanels } from './useCallPanels.ts';
import { useCallShortcuts } from './useCallShortcuts.ts';
import { useChatNews } from './useChatNews.ts';
import { useFullscreen } from './useFullscreen.ts';
import { useIdle } from './useIdle.ts';
import { useMediaProblems } from './useMediaProblems.ts';
import { usePresenceToasts } from './usePresenceToasts.ts';
import { usePushToTalk } from './usePushToTalk.ts';

const HIDE_BAR_AFTER_MS = 4000;

/** Puts the parts of the call page together: the only place where features meet. */
export function Call() {
  const t = useText(callTexts);
  const roomId = useRoom((room) => room.roomId) ?? '';
  const heading = usePage(t.meeting(roomId));
  const phone = useMediaQuery('(width < 600px)');
  const panels = useCallPanels();
  const controls = useCallControls();
  const fullscreen = useFullscreen();
  const idle = useIdle(
    fullscreen.active && panels.panel === null && panels.dialog === null,
    HIDE_BAR_AFTER_MS,
  );
  const unread = useChatNews(panels);
  const { talking } = usePushToTalk();
  useCallShortcuts({ controls, panels, fullscreen });
  usePresenceToasts();
  useMediaProblems();

  return (
    <div className={cx(styles['call'], fullscreen.active && styles['fullscreen'], idle && styles['idle'])}>
      <h1 className="visually-hidden" tabIndex={-1} ref={heading}>
        {t.meeting(roomId)}
      </h1>
      <div className={styles['body']}>
        <MainArea panels={panels} roomId={roomId}>
          <ConnectionNotice />
          <RemoteAudio />
          {talking && <Notice icon={Mic} text={t.talking} />}
        </MainArea>
        <OpenPanel panels={panels} />
      </div>
      <ControlBar controls={controls} panels={panels} unread={unread} phone={phone} hidden={idle} />
      <InviteDialog roomId={roomId} open={panels.dialog === 'invite'} onClose={panels.closeDialog} />
      <ShortcutsDialog open={panels.dialog === 'shortcuts'} onClose={panels.closeDialog} />
      {phone && <MoreSheet panels={panels} unread={unread} />}
    </div>
  );
}

/** Pictures, with notices over them. Out of reach while a panel lies over it. */
function MainArea({ panels, roomId, children }: { panels: CallPanels; roomId: string; children: ReactNode }) {
  const alone = useRoom(({ users }) => users.length === 0);
  const narrow = useMediaQuery('(width < 900px)');
  return (
    <main className={styles['main']} inert={narrow && panels.panel !== null}>
      {alone ? (
        <AloneStage>
          <InviteCard roomId={roomId} />
        </AloneStage>
      ) : (
        <Stage />
      )}
      <div className={styles['notices']}>{children}</div>
    </main>
  );
}

function OpenPanel({ panels }: { panels: CallPanels }) {
  const t = useText(callTexts);
  // Kept here, so that closing the panel doesn't lose what was being written.
  const [draft, setDraft] = useState('');
  if (panels.panel === null) return null;
  const title = panels.panel === 'chat' ? t.chat : t.people;
  return (
    <SidePanel key={panels.panel} title={title} closeLabel={t.close} onClose={panels.closePanel}>
      {panels.panel === 'chat' ? (
        <ChatPanel draft={draft} onDraft={setDraft} />
      ) : (
        <PeoplePanel onInvite={() => panels.openDialog('invite')} />
      )}
    </SidePanel>
  );
}
