import { type ReactNode, createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import { PersonSettings, type PersonSettingsSnapshot } from './PersonSettings.ts';
import { useRoom } from './roomContext.tsx';

const PersonSettingsContext = createContext<PersonSettings | null>(null);

/** Gives everything below it what this person sets about the others; as long-lived as the call. Needs a `RoomProvider`. */
export function PersonSettingsProvider({ children }: { children: ReactNode }) {
  const [settings] = useState(() => new PersonSettings());
  const users = useRoom((room) => room.users);
  useEffect(() => {
    settings.retain(users.map(({ id, sources }) => ({ id, sharesScreen: sources.screen !== undefined })));
  }, [settings, users]);
  return <PersonSettingsContext value={settings}>{children}</PersonSettingsContext>;
}

/** The settings' owner, to change something. To show something use {@link usePersonSettings}. */
export function usePersonSettingsStore(): PersonSettings {
  const settings = use(PersonSettingsContext);
  if (settings === null) throw new Error('usePersonSettingsStore needs a PersonSettingsProvider above it');
  return settings;
}

/** A part of the settings; `select` must return something that is in the snapshot or a primitive, as with `useRoom`. */
export function usePersonSettings<Selected>(
  select: (snapshot: PersonSettingsSnapshot) => Selected,
): Selected {
  const settings = usePersonSettingsStore();
  return useSyncExternalStore(settings.subscribe, () => select(settings.getSnapshot()));
}
