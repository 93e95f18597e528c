import type { callTexts } from '../../i18n/call.ts';
import type { MediaErrorReason } from '../../room/roomTypes.ts';

export type Device = 'camera' | 'microphone' | 'screen';

type ProblemText = Extract<
  keyof (typeof callTexts)['en'],
  `${Device}${'Denied' | 'Missing' | 'Busy' | 'Failed'}` | 'shareUnsupported'
>;

/** The text for a failure; null when the person stopped it on purpose, as when closing the screen picker. */
export function problemOf(device: Device, reason: MediaErrorReason): ProblemText | null {
  if (device === 'screen') return screenProblem(reason);
  switch (reason) {
    case 'denied':
    case 'dismissed':
    case 'insecure-context':
      return `${device}Denied`;
    case 'not-found':
      return `${device}Missing`;
    case 'in-use':
      return `${device}Busy`;
    default:
      return `${device}Failed`;
  }
}

function screenProblem(reason: MediaErrorReason): ProblemText | null {
  if (reason === 'dismissed') return null;
  if (reason === 'unsupported') return 'shareUnsupported';
  return reason === 'denied' ? 'screenDenied' : 'screenFailed';
}
