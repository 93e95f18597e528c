import { useEffect, useEffectEvent, useRef } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import type { LocalMedia } from '../../room/roomTypes.ts';
import { showToast } from '../../ui/toasts.ts';
import { type Device, problemOf } from './mediaProblem.ts';
import { isRefused } from './useForbiddenSources.ts';

type CaptureSnapshot = Pick<ReturnType<LocalMedia['getSnapshot']>['camera'], 'state' | 'error'>;
type MediaError = NonNullable<CaptureSnapshot['error']>;

/** Opening a camera takes a second on slow machines. */
const BACK_WITHIN_MS = 2000;

/** Tells what went wrong with one's own camera, microphone or screen during the call, each problem once. */
export function useMediaProblems(): void {
  const t = useText(callTexts);
  const { camera, microphone, screen } = useLocalMediaSnapshot();
  // What the room's rules refuse is no failure: see `useRefusedSources`.
  const sending = useRoom(
    ({ local }) =>
      Object.values(local).find((source) => source.state === 'failed' && !isRefused(source))?.error,
  );
  const tell = (device: Device, { reason }: MediaError) => {
    const problem = problemOf(device, reason);
    if (problem !== null) showToast({ text: t[problem], tone: 'warning' });
  };
  useDeviceProblem(camera, (error) => tell('camera', error));
  useDeviceProblem(microphone, (error) => tell('microphone', error));
  useProblem(screen.error, (error) => tell('screen', error));
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

/**
 * As `useProblem`; but a device that went away by itself is opened again at once, or another one in its place, and only
 * when that takes longer there is something to tell.
 */
function useDeviceProblem({ state, error }: CaptureSnapshot, onProblem: (error: MediaError) => void): void {
  const told = useRef(error);
  const before = useRef(state);
  const lost = useRef(false);
  const report = useEffectEvent(onProblem);
  useEffect(() => {
    if (state === 'on' || state === 'off') lost.current = false;
    else if (state === 'failed' && before.current === 'on') lost.current = true;
    before.current = state;
    if (error === null || error === told.current) return undefined;
    const say = () => {
      told.current = error;
      lost.current = false; // what is tried from now on, somebody waits for
      report(error);
    };
    const timer = setTimeout(say, lost.current ? BACK_WITHIN_MS : 0);
    return () => clearTimeout(timer);
  }, [state, error]);
}
