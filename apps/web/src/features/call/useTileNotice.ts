import { callTexts } from '../../i18n/call.ts';
import { dataTexts } from '../../i18n/data.ts';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useDataMode } from '../../room/dataSaver.ts';
import { useRoom } from '../../room/roomContext.tsx';
import type { TileNotice } from './TileFrame.tsx';
import { usePictureState } from './usePictureState.ts';

/** Why somebody else's picture stands still, in a short sentence; null when it moves or is not to be there. */
export function useTileNotice(userId: string, source: 'camera' | 'screen', live = true): TileNotice | null {
  const t = useText(callTexts);
  const people = useText(peopleTexts);
  const data = useText(dataTexts);
  const audioOnly = useDataMode() === 'audio';
  const name = useRoom(({ users }) => users.find(({ id }) => id === userId)?.displayName ?? '');
  const connection = useRoom(({ users }) => users.find(({ id }) => id === userId)?.connection);
  const away = useRoom(({ users }) => users.find(({ id }) => id === userId)?.away ?? false);
  const state = usePictureState(userId, source, live);
  if (connection === 'reconnecting') return { text: t.reconnectingUser, calm: false };
  if (away && source === 'camera') return { text: people.away, calm: false };
  if (audioOnly && state !== 'off' && state !== 'hidden') return { text: data.savedPicture, calm: true };
  if (state === 'paused-by-bandwidth') return { text: people.tooSlowForPicture, calm: true };
  if (state === 'paused-by-sender') return { text: people.noPictureFrom(name), calm: true };
  return null;
}
