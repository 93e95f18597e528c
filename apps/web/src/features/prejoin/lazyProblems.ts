import { lazy } from 'react';
import { preloadable } from '../../preloadable.tsx';

// Most people never see these: their words and steps for eleven browsers are loaded when something fails.
export const PreviewProblem = lazy(() =>
  import('./PreviewProblem.tsx').then((module) => ({ default: module.PreviewProblem })),
);
export const MicrophoneProblem = lazy(() =>
  import('./MicrophoneProblem.tsx').then((module) => ({ default: module.MicrophoneProblem })),
);
export const DoorRules = lazy(() =>
  import('./DoorRules.tsx').then((module) => ({ default: module.DoorRules })),
);

const joinProblem = preloadable(async () => (await import('./JoinProblemNotice.tsx')).JoinProblemNotice);
export const JoinProblemNotice = joinProblem.Component;
/** To be called early: what may have to say that the server is gone cannot be fetched from it then. */
export const preloadJoinProblem = joinProblem.preload;
