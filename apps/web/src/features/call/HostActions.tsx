import {
  ArrowLeftToLine,
  Crown,
  Hand,
  Mic,
  MicOff,
  MonitorX,
  PencilLine,
  ShieldMinus,
  ShieldPlus,
  UserMinus,
  VideoOff,
} from 'lucide-react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { hostRightsOn } from '../../room/hostRights.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import type { RemoteUser } from '../../room/roomTypes.ts';
import { useHostAction } from '../../room/useHostAction.ts';
import { useRole } from '../../room/useRole.ts';
import { CardAction } from './CardAction.tsx';
import styles from './PersonCard.module.css';
import { useAskAboutPerson } from './personDialogs.ts';

interface HostActionsProps {
  userId: string;
  onDone: () => void;
}

interface ActionsProps {
  user: RemoteUser;
  /** Closes the card, then does it. */
  act: (what: () => void) => () => void;
}

/** What a host may do about somebody else; nothing for those who may nothing. */
export function HostActions({ userId, onDone }: HostActionsProps) {
  const role = useRole();
  const user = useRoom(({ users }) => users.find(({ id }) => id === userId));
  if (user === undefined) return null;
  const rights = hostRightsOn(user.role, role);
  const act = (what: () => void) => () => {
    onDone();
    what();
  };
  return (
    <>
      {rights.moderate && (
        <div className={styles['part']}>
          <MediaActions user={user} act={act} />
        </div>
      )}
      {rights.dismiss && (
        <div className={styles['part']}>
          {rights.setRole && <RoleActions user={user} act={act} />}
          <DismissActions user={user} act={act} />
        </div>
      )}
    </>
  );
}

function MediaActions({ user, act }: ActionsProps) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const { id, displayName, sources } = user;
  return (
    <>
      {sources.microphone?.paused === false ? (
        <CardAction icon={MicOff} onSelect={act(() => void run(host.mute(id)))}>
          {t.muteThem}
        </CardAction>
      ) : (
        <CardAction
          icon={Mic}
          onSelect={act(() => void run(host.askToUnmute(id), t.askedToUnmute(displayName)))}
        >
          {t.askToUnmute}
        </CardAction>
      )}
      {sources.camera !== undefined && (
        <CardAction icon={VideoOff} onSelect={act(() => void run(host.stopSource(id, 'camera')))}>
          {t.stopTheirCamera}
        </CardAction>
      )}
      {sources.screen !== undefined && (
        <CardAction icon={MonitorX} onSelect={act(() => void run(host.stopSource(id, 'screen')))}>
          {t.stopTheirScreen}
        </CardAction>
      )}
      {user.handRaisedAt !== null && (
        <CardAction icon={Hand} onSelect={act(() => void run(host.lowerHand(id)))}>
          {t.lowerTheirHand}
        </CardAction>
      )}
    </>
  );
}

function RoleActions({ user: { id, displayName, role }, act }: ActionsProps) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const ask = useAskAboutPerson();
  const helps = role === 'co-host';
  return (
    <>
      <CardAction
        icon={helps ? ShieldMinus : ShieldPlus}
        onSelect={act(() => void run(host.setRole(id, helps ? 'guest' : 'co-host')))}
      >
        {helps ? t.endCoHost : t.makeCoHost}
      </CardAction>
      <CardAction icon={Crown} onSelect={act(() => ask('hand-over', { userId: id, name: displayName }))}>
        {t.handOver}
      </CardAction>
    </>
  );
}

function DismissActions({ user: { id, displayName }, act }: ActionsProps) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const ask = useAskAboutPerson();
  const person = { userId: id, name: displayName };
  return (
    <>
      <CardAction icon={PencilLine} onSelect={act(() => ask('rename', person))}>
        {t.rename}
      </CardAction>
      <CardAction icon={ArrowLeftToLine} onSelect={act(() => void run(host.returnToLobby(id)))}>
        {t.toLobby}
      </CardAction>
      <CardAction icon={UserMinus} tone="danger" onSelect={act(() => ask('remove', person))}>
        {t.remove}
      </CardAction>
    </>
  );
}
