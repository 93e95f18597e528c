import { RotateCw } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { StageNotice } from './StageNotice.tsx';

/** Says that the server is about to restart, how soon, and that nobody needs to do anything. */
export function RestartNotice() {
  const t = useText(callTexts);
  const stopsAtMs = useRoom(({ serverStopsAtMs }) => serverStopsAtMs);
  const gone = useRoom(({ status }) => status === 'reconnecting');
  const leftS = useSecondsUntil(stopsAtMs);
  if (stopsAtMs === null) return null;
  const soon = !gone && leftS > 0;
  return (
    <StageNotice icon={RotateCw} text={soon ? t.restartsSoon : t.restarting}>
      {/* Whoever listens is told once, and not every second. */}
      {soon && <span aria-hidden="true">{t.seconds(leftS)}</span>}
    </StageNotice>
  );
}

/** Whole seconds, counted down to 0; renders again with each. */
function useSecondsUntil(atMs: number | null): number {
  return useSyncExternalStore(fourTimesASecond, () =>
    atMs === null ? 0 : Math.max(0, Math.ceil((atMs - Date.now()) / 1000)),
  );
}

function fourTimesASecond(listener: () => void): () => void {
  const timer = setInterval(listener, 250);
  return () => clearInterval(timer);
}
