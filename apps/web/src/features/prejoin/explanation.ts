import type { mediaProblemTexts } from '../../i18n/mediaProblems.ts';
import type { permissionSteps } from '../../i18n/permissionSteps.ts';
import type { BrowserKind } from './browserKind.ts';
import type { MediaProblem } from './mediaProblem.ts';

type Words = (typeof mediaProblemTexts)['en'];
type Steps = (typeof permissionSteps)['en'];

export interface Explanation {
  title: string;
  why: string;
  steps: readonly string[];
}

/** What happened, why, and what to do, in one language and for one browser. */
export function explain(
  { device, reason }: MediaProblem,
  t: Words,
  steps: Steps,
  browser: BrowserKind,
): Explanation {
  switch (reason) {
    case 'denied':
      return { title: t.deniedTitle(device), why: t.deniedWhy(device), steps: steps[browser] };
    case 'dismissed':
      return { title: t.dismissedTitle(device), why: t.dismissedWhy(device), steps: [] };
    case 'not-found':
      return { title: t.notFoundTitle(device), why: t.notFoundWhy(device), steps: t.notFoundSteps };
    case 'in-use':
      return { title: t.inUseTitle(device), why: t.inUseWhy(device), steps: t.inUseSteps };
    case 'overconstrained':
      return {
        title: t.overconstrainedTitle(device),
        why: t.overconstrainedWhy(device),
        steps: t.overconstrainedSteps,
      };
    case 'insecure-context':
      return { title: t.insecureTitle(device), why: t.insecureWhy(device), steps: t.insecureSteps };
    case 'unsupported':
      return { title: t.unsupportedTitle(device), why: t.unsupportedWhy(device), steps: t.unsupportedSteps };
    case 'unknown':
      return { title: t.unknownTitle(device), why: t.unknownWhy(device), steps: t.unknownSteps };
  }
}
