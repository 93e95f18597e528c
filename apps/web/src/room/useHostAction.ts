import { errorTexts } from '../i18n/errors.ts';
import { hostTexts } from '../i18n/host.ts';
import { useText } from '../i18n/useText.ts';
import { showToast } from '../ui/toasts.ts';
import { signalErrorCode } from './signalErrorCode.ts';

/** Asks the server for something and says calmly when it refuses; true when it was done. `done` is said when it was. */
export function useHostAction(): (request: Promise<unknown>, done?: string) => Promise<boolean> {
  const t = useText(hostTexts);
  const errors = useText(errorTexts);
  return async (request, done) => {
    try {
      await request;
    } catch (error) {
      showToast({ text: t.notDone(errors[signalErrorCode(error)]), tone: 'warning' });
      return false;
    }
    if (done !== undefined) showToast({ text: done });
    return true;
  };
}
