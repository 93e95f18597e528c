import { useEffect } from 'react';
import { type ViewMode, isCrowd, viewMode } from '../../layout/viewMode.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { reportView, useViewChoice } from '../../room/viewChoice.ts';
import { useEvolving } from './useEvolving.ts';

/** How everyone is shown now: as the person chose, or as it suits the meeting. */
export function useViewMode(gridMaxPeople: number): ViewMode {
  const choice = useViewChoice();
  const people = useRoom(({ users }) => users.length + 1);
  const sharing = useRoom(({ users }) => users.some(({ sources }) => sources.screen !== undefined));
  const selfId = useRoom(({ userId }) => userId);
  const spotlightUserId = useRoom(({ room }) => room?.spotlightUserId ?? null);
  const pinned = usePersonSettings((settings) => settings.pinned !== null);
  const inSpotlight = spotlightUserId !== null && spotlightUserId !== selfId;
  const facts = { people, gridMaxPeople, sharing, chosen: pinned || inSpotlight };
  const crowd = useEvolving(false, (before) => isCrowd(before, facts));
  const mode = viewMode(choice, crowd, facts);
  useEffect(() => {
    reportView(mode);
    return () => reportView(null);
  }, [mode]);
  return mode;
}
