import { callTexts } from '../../i18n/call.ts';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { isPinned, loudnessOf, settingOf } from '../../room/PersonSettings.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { useQuality } from '../../room/useQuality.ts';

/** What is unusual about somebody, in words, the most lasting first; empty when nothing is. */
export function usePersonNotes(userId: string): readonly string[] {
  const t = useText(callTexts);
  const people = useText(peopleTexts);
  const spotlit = useRoom(({ room }) => room?.spotlightUserId === userId);
  const inaudible = useRoom(({ inaudibleIds }) => inaudibleIds.includes(userId));
  const user = useRoom(({ users }) => users.find(({ id }) => id === userId));
  const quality = useQuality(userId);
  const settings = usePersonSettings((snapshot) => snapshot);
  const setting = settingOf(settings, userId);
  const pinned = isPinned(settings, userId, 'camera') || isPinned(settings, userId, 'screen');
  const notes: readonly [boolean, string][] = [
    [spotlit, people.inSpotlight],
    [pinned, people.pinned],
    [setting.hidden, people.hidden],
    [loudnessOf(setting) === 0, people.mutedForMe],
    [inaudible, people.inaudible],
    [user?.connection === 'reconnecting', t.reconnectingUser],
    [user?.away === true && user.connection === 'connected', people.away],
    [quality === 'fair', people.fairConnection],
    [quality === 'poor', people.poorConnection],
  ];
  return notes.filter(([applies]) => applies).map(([, text]) => text);
}
