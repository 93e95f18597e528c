import { errorTexts } from '../../i18n/errors.ts';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { signalErrorCode } from '../../room/signalErrorCode.ts';
import { showToast } from '../../ui/toasts.ts';

/** Whether somebody is on everyone's stage, and the host's way to put them there. */
export function useSpotlight(userId: string) {
  const client = useRoomClient();
  const t = useText(peopleTexts);
  const errors = useText(errorTexts);
  const active = useRoom(({ room }) => room?.spotlightUserId === userId);
  const toggle = () => {
    client.setSpotlight(active ? null : userId).catch((error: unknown) => {
      showToast({ text: t.spotlightFailed(errors[signalErrorCode(error)]), tone: 'warning' });
    });
  };
  return { active, toggle };
}
