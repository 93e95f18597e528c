import { useEffect, useEffectEvent, useRef } from 'react';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { useIsHost } from '../../room/useRole.ts';
import { showToast } from '../../ui/toasts.ts';

/** Tells me when the host puts me on everyone's screen. The host knows. */
export function useSpotlightToast(): void {
  const t = useText(peopleTexts);
  const host = useIsHost();
  const onEveryonesScreen = useRoom(
    ({ room, userId }) => userId !== null && room?.spotlightUserId === userId,
  );
  const before = useRef(onEveryonesScreen);
  const tell = useEffectEvent(() => {
    if (!host) showToast({ text: t.youAreInSpotlight });
  });
  useEffect(() => {
    if (onEveryonesScreen && !before.current) tell();
    before.current = onEveryonesScreen;
  }, [onEveryonesScreen]);
}
