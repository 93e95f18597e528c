import { useEffect, useEffectEvent, useRef } from 'react';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { showToast } from '../../ui/toasts.ts';
import { shortened } from './shortened.ts';

/** In characters; what to do has to be read as well. */
const MAX_NAME = 24;

/** Says once for each person that their voice does not arrive here, when every repair has failed. */
export function useInaudibleToasts(): void {
  const t = useText(peopleTexts);
  const users = useRoom((room) => room.users);
  const inaudibleIds = useRoom((room) => room.inaudibleIds);
  const told = useRef<ReadonlySet<string>>(new Set());
  const tell = useEffectEvent((userId: string) => {
    const name = users.find(({ id }) => id === userId)?.displayName;
    if (name === undefined) return;
    showToast({ text: t.maybeInaudible(shortened(name, MAX_NAME)), tone: 'warning', important: true });
  });
  useEffect(() => {
    for (const userId of inaudibleIds) if (!told.current.has(userId)) tell(userId);
    told.current = new Set([...told.current, ...inaudibleIds]);
  }, [inaudibleIds]);
}
