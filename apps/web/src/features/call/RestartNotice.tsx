import { RotateCw } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import styles from './RestartNotice.module.css';
import { StageNotice } from './StageNotice.tsx';

/** Says that the server is about to restart, how soon, and that nobody needs to do anything. */
export function RestartNotice() {
  const stopsAtMs = useRoom(({ serverStopsAtMs }) => serverStopsAtMs);
  return stopsAtMs === null ? null : <Countdown stopsAtMs={stopsAtMs} />;
}

/** Of its own, so that its clock runs only while there is something to count. */
function Countdown({ stopsAtMs }: { stopsAtMs: number }) {
  const t = useText(callTexts);
  const gone = useRoom(({ status }) => status === 'reconnecting');
  const leftS = useSecondsUntil(stopsAtMs);
  const soon = !gone && leftS > 0;
  return (
    <StageNotice icon={RotateCw} text={soon ? t.restartsSoon : t.restarting}>
      {/* Whoever listens is told once, and not every second. */}
      {soon && (
        <span aria-hidden="true" className={styles['seconds']}>
          {t.seconds(leftS)}
        </span>
      )}
    </StageNotice>
  );
}

/** Whole seconds, counted down to 0; renders again with each. */
function useSecondsUntil(atMs: number): number {
  return useSyncExternalStore(fourTimesASecond, () => Math.max(0, Math.ceil((atMs - Date.now()) / 1000)));
}

function fourTimesASecond(listener: () => void): () => void {
  const timer = setInterval(listener, 250);
  return () => clearInterval(timer);
}
