import { useMemo } from 'react';
import { type StageChoice, stageChoice, visibleSpeaker } from '../../layout/stageChoice.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { useEvolving } from './useEvolving.ts';

/** Who or what should be large now. Null while nobody else is here. */
export function useStageChoice(): StageChoice | null {
  const selfId = useRoom(({ userId }) => userId) ?? '';
  const users = useRoom((room) => room.users);
  const spotlightUserId = useRoom(({ room }) => room?.spotlightUserId ?? null);
  const stageUserId = useRoom((room) => room.stageUserId);
  const pinned = usePersonSettings((settings) => settings.pinned);
  const hiddenIds = usePersonSettings((settings) => settings.hiddenIds);
  const sharing = users.filter(({ sources }) => sources.screen !== undefined).map(({ id }) => id);
  const sharingIds = useEvolving<readonly string[]>([], (before) => newestLast(before, sharing));
  const presentIds = users.map(({ id }) => id);
  const speakerId = useEvolving<string | null>(null, (before) =>
    visibleSpeaker(before, stageUserId, hiddenIds, presentIds),
  );
  return useMemo(() => {
    const people = users.map(({ id, sources }) => ({ id, hasCamera: sources.camera?.paused === false }));
    return stageChoice({ selfId, users: people, sharingIds, pinned, spotlightUserId, speakerId, hiddenIds });
  }, [selfId, users, sharingIds, pinned, spotlightUserId, speakerId, hiddenIds]);
}

/** The list without those who are gone, new ones at its end. */
function newestLast(before: readonly string[], now: readonly string[]): readonly string[] {
  const next = [...before.filter((id) => now.includes(id)), ...now.filter((id) => !before.includes(id))];
  return next.length === before.length && next.every((id, index) => id === before[index]) ? before : next;
}
