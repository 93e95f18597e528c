import { settingOf } from '../../room/PersonSettings.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { type PictureState, pictureState } from './pictureState.ts';

/** Why somebody else's picture is or is not there. "Don't show" is about cameras: a screen is shown all the same. */
export function usePictureState(userId: string, source: 'camera' | 'screen', live = true): PictureState {
  const hidden = usePersonSettings((settings) => source === 'camera' && settingOf(settings, userId).hidden);
  return useRoom(({ users }) => {
    const user = users.find(({ id }) => id === userId);
    const sent = user?.sources[source]?.paused === false;
    return pictureState({ sent, hidden, live, receiving: user?.receiving[source] ?? null });
  });
}
