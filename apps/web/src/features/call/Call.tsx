import { Mic } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { usePowerSaving } from '../../room/usePowerSaving.ts';
import { cx } from '../../ui/cx.ts';
import { useKeptFocus } from '../../ui/useKeptFocus.ts';
import { usePage } from '../../ui/usePage.ts';
import styles from './Call.module.css';
import type { CallParts } from './callParts.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { ControlBar } from './ControlBar.tsx';
import { InterruptionNotice } from './InterruptionNotice.tsx';
import { MainArea } from './MainArea.tsx';
import { MoreSheet } from './MoreSheet.tsx';
import { RestartNotice } from './RestartNotice.tsx';
import { StageNotice } from './StageNotice.tsx';
import { OpenPanel } from './OpenPanel.tsx';
import { RemoteAudio } from './RemoteAudio.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { useCallControls } from './useCallControls.ts';
import { useCallPanels } from './useCallPanels.ts';
import { useCallShortcuts } from './useCallShortcuts.ts';
import { useChatNews } from './useChatNews.ts';
import { useRefusedSources } from './useForbiddenSources.ts';
import { useDataSaver } from './useDataSaver.ts';
import { useFullscreen } from './useFullscreen.ts';
import { useIdle } from './useIdle.ts';
import { useInaudibleToasts } from './useInaudibleToasts.ts';
import { useMediaProblems } from './useMediaProblems.ts';
import { useOwnHand } from './useOwnHand.ts';
import { usePhoneManners } from './usePhoneManners.ts';
import { usePhoneLayout } from './usePhoneLayout.ts';
import { usePresenceToasts } from './usePresenceToasts.ts';
import { usePushToTalk } from './usePushToTalk.ts';
import { useSpotlightToast } from './useSpotlightToast.ts';
import { WeakConnectionNotice } from './WeakConnectionNotice.tsx';

const HIDE_BAR_AFTER_MS = 4000;

/** Puts the parts of the call page together. */
export function Call({ parts }: { parts: CallParts }) {
  const { ChatPanel, PeoplePanel, InviteCard, InviteDialog } = parts;
  const { UnkeptNotice, LobbyNotice, HostNews, Faults, RoomSettingsDialog, LeaveButton } = parts;
  const t = useText(callTexts);
  const roomId = useRoom((room) => room.roomId) ?? '';
  const title = useRoom(({ room }) => room?.settings.name || roomId);
  const heading = usePage(t.meeting(title));
  useKeptFocus(heading);
  const { phone } = usePhoneLayout();
  const panels = useCallPanels();
  const controls = useCallControls();
  const hand = useOwnHand();
  const showPeople = () => panels.showPanel('people');
  const fullscreen = useFullscreen();
  const idle = useIdle(
    fullscreen.active && panels.panel === null && panels.dialog === null,
    HIDE_BAR_AFTER_MS,
  );
  const unread = useChatNews(panels);
  const { talking } = usePushToTalk(controls.forbidden.microphone !== null);
  useCallShortcuts({ controls, hand, panels, fullscreen });
  usePhoneManners(title, controls);
  usePowerSaving();
  usePresenceToasts();
  useInaudibleToasts();
  useSpotlightToast();
  useMediaProblems();
  useDataSaver();
  useRefusedSources();

  return (
    <div className={cx(styles['call'], fullscreen.active && styles['fullscreen'], idle && styles['idle'])}>
      <header className="visually-hidden">
        <h1 tabIndex={-1} ref={heading}>
          {t.meeting(title)}
        </h1>
      </header>
      <div className={styles['body']}>
        <MainArea InviteCard={InviteCard} roomId={roomId} panelOpen={panels.panel !== null}>
          <ConnectionNotice />
          <RestartNotice />
          <WeakConnectionNotice />
          <InterruptionNotice />
          <UnkeptNotice />
          <LobbyNotice hidden={panels.panel === 'people'} onShowPeople={showPeople} />
          <RemoteAudio />
          {talking && <StageNotice icon={Mic} text={t.talking} />}
        </MainArea>
        <OpenPanel ChatPanel={ChatPanel} PeoplePanel={PeoplePanel} panels={panels} />
      </div>
      <ControlBar
        LeaveButton={LeaveButton}
        controls={controls}
        hand={hand}
        panels={panels}
        unread={unread}
        phone={phone}
        hidden={idle}
      />
      <HostNews onShowPeople={showPeople} />
      <InviteDialog roomId={roomId} open={panels.dialog === 'invite'} onClose={panels.closeDialog} />
      <RoomSettingsDialog open={panels.dialog === 'room-settings'} onClose={panels.closeDialog} />
      <ShortcutsDialog open={panels.dialog === 'shortcuts'} onClose={panels.closeDialog} />
      <Faults />
      {phone && <MoreSheet panels={panels} hand={hand} unread={unread} />}
    </div>
  );
}
