import { Suspense, useState } from 'react';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import type { JoinProblem } from '../../room/RoomVisit.ts';
import { usePage } from '../../ui/usePage.ts';
import { readDisplayName } from './displayName.ts';
import { JoinForm } from './JoinForm.tsx';
import { MicrophoneProblem } from './lazyProblems.ts';
import { mediaProblemsOf } from './mediaProblem.ts';
import { Preview } from './Preview.tsx';
import styles from './PrejoinPage.module.css';
import { useRetryWhenAllowed } from './useRetryWhenAllowed.ts';
import { WhoIsInside } from './WhoIsInside.tsx';

interface PrejoinPageProps {
  roomId: string;
  joining: boolean;
  problem: JoinProblem | null;
  onJoin: (displayName: string) => void;
}

/** The mirror before the door: how one looks and sounds, under which name, and who is inside. */
export function PrejoinPage({ roomId, joining, problem, onJoin }: PrejoinPageProps) {
  const t = useText(prejoinTexts);
  const heading = usePage(t.pageTitle(roomId));
  const [name, setName] = useState(readDisplayName);
  const mediaProblems = mediaProblemsOf(useLocalMediaSnapshot());
  useRetryWhenAllowed(mediaProblems);
  const pictureProblem = mediaProblems.find(({ device }) => device !== 'microphone') ?? null;
  const microphoneProblem = mediaProblems.find(({ device }) => device === 'microphone') ?? null;

  return (
    <div className={styles['page']}>
      <div className={styles['mirror']}>
        <Preview name={name} problem={pictureProblem} />
        {microphoneProblem && (
          <Suspense>
            <MicrophoneProblem problem={microphoneProblem} />
          </Suspense>
        )}
      </div>
      <div className={styles['door']}>
        <div className={styles['head']}>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            {t.ready}
          </h1>
          <p className={styles['room']}>{roomId}</p>
        </div>
        <WhoIsInside roomId={roomId} />
        <JoinForm name={name} onName={setName} joining={joining} problem={problem} onJoin={onJoin} />
      </div>
    </div>
  );
}
