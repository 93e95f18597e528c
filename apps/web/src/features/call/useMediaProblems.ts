import { useEffect, useEffectEvent, useRef } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import type { MediaErrorReason } from '../../room/roomTypes.ts';
import { showToast } from '../../ui/toasts.ts';
import { type Device, problemOf } from './mediaProblem.ts';
import { isRefused } from './useForbiddenSources.ts';

/** Tells what went wrong with one's own camera, microphone or screen during the call, each problem once. */
export function useMediaProblems(): void {
  const t = useText(callTexts);
  const { camera, microphone, screen } = useLocalMediaSnapshot();
  // What the room's rules refuse is no failure: see `useRefusedSources`.
  const sending = useRoom(
    ({ local }) =>
      Object.values(local).find((source) => source.state === 'failed' && !isRefused(source))?.error,
  );
  const tell = (device: Device, reason: MediaErrorReason) => {
    const problem = problemOf(device, reason);
    if (problem !== null) showToast({ text: t[problem], tone: 'warning' });
  };
  useProblem(camera.error, ({ reason }) => tell('camera', reason));
  useProblem(microphone.error, ({ reason }) => tell('microphone', reason));
  useProblem(screen.error, ({ reason }) => tell('screen', reason));
  useProblem(sending ?? null, () => showToast({ text: t.sendFailed, tone: 'danger', important: true }));
}

/** Calls back for errors that appear after the first render: earlier ones were explained before joining. */
function useProblem<Problem>(problem: Problem | null, onProblem: (problem: Problem) => void): void {
  const told = useRef(problem);
  const report = useEffectEvent(onProblem);
  useEffect(() => {
    if (problem === told.current) return;
    told.current = problem;
    if (problem !== null) report(problem);
  }, [problem]);
}
