import { lazy } from 'react';

// Most people never see these: their words and steps for eleven browsers are loaded when something fails.
export const PreviewProblem = lazy(() =>
  import('./PreviewProblem.tsx').then((module) => ({ default: module.PreviewProblem })),
);
export const MicrophoneProblem = lazy(() =>
  import('./MicrophoneProblem.tsx').then((module) => ({ default: module.MicrophoneProblem })),
);
