import type { Entrance } from '@parley/protocol';
import { Suspense, useEffect, useState } from 'react';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import type { Credentials, JoinProblem } from '../../room/RoomVisit.ts';
import { useEntrance } from '../../room/useEntrance.ts';
import { MirrorPage } from '../../ui/MirrorPage.tsx';
import { usePage } from '../../ui/usePage.ts';
import { doorNotice } from './doorNotice.ts';
import { readDisplayName } from './displayName.ts';
import { JoinForm } from './JoinForm.tsx';
import { DoorRules, MicrophoneProblem } from './lazyProblems.ts';
import { mediaProblemsOf } from './mediaProblem.ts';
import { Preview } from './Preview.tsx';
import styles from './PrejoinPage.module.css';
import { useRetryWhenAllowed } from './useRetryWhenAllowed.ts';
import { WhoIsInside } from './WhoIsInside.tsx';

interface PrejoinPageProps {
  roomId: string;
  joining: boolean;
  problem: JoinProblem | null;
  /** When the server takes another try, where it has said so. */
  retryAtMs: number | null;
  credentials: Credentials;
  onJoin: (displayName: string, passcode: string | null) => void;
  /** This server lets in only whom it has invited, and this person has no invitation. */
  onUninvited: () => void;
}

/** The mirror before the door: how one looks and sounds, under which name, and who is inside. */
export function PrejoinPage(props: PrejoinPageProps) {
  const { roomId, joining, problem, retryAtMs, credentials, onJoin, onUninvited } = props;
  const t = useText(prejoinTexts);
  const entrance = useEntrance(roomId);
  const roomName = entrance?.name ?? '';
  const heading = usePage(t.pageTitle(roomName === '' ? roomId : roomName));
  const uninvited = entrance?.needsToken === true && !credentials.hasToken;
  useEffect(() => {
    if (uninvited) onUninvited();
  }, [uninvited, onUninvited]);
  const [name, setName] = useState(readDisplayName);
  const mediaProblems = mediaProblemsOf(useLocalMediaSnapshot());
  useRetryWhenAllowed(mediaProblems);
  const pictureProblem = mediaProblems.find(({ device }) => device !== 'microphone') ?? null;
  const microphoneProblem = mediaProblems.find(({ device }) => device === 'microphone') ?? null;

  return (
    <MirrorPage
      mirror={
        <>
          <Preview name={name} problem={pictureProblem} />
          {microphoneProblem && (
            <Suspense>
              <MicrophoneProblem problem={microphoneProblem} />
            </Suspense>
          )}
          {entrance && !credentials.isHost && keepsBack(entrance) && (
            <Suspense>
              <DoorRules allow={entrance.allow} />
            </Suspense>
          )}
        </>
      }
    >
      <div className={styles['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {t.ready}
        </h1>
        <p className={styles['room']}>{roomName === '' ? roomId : roomName}</p>
      </div>
      <WhoIsInside entrance={entrance} notice={doorNotice(entrance, credentials)} />
      <JoinForm
        name={name}
        onName={setName}
        asksPasscode={entrance?.needsPasscode === true && !credentials.isHost && !credentials.hasToken}
        joining={joining}
        problem={problem}
        retryAtMs={retryAtMs}
        onJoin={onJoin}
      />
    </MirrorPage>
  );
}

/** Guests cannot turn on everything that they see here. */
function keepsBack({ allow }: Entrance): boolean {
  return allow.camera === 'hosts' || allow.unmute === 'hosts';
}
