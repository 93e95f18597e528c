import { useEffect, useEffectEvent, useRef } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { showToast } from '../../ui/toasts.ts';
import { presenceChange } from './presence.ts';
import { shortened } from './shortened.ts';

/** In characters; there are other names to be said. */
const MAX_NAME = 24;

/** Long enough for a class that joins together, or a reload, to become one line or none. */
const COLLECT_MS = 1200;
/** After a restart of the server people come back one by one, within seconds of each other: nobody has left. */
const RETURN_MS = 10_000;

/** Says quietly who came and who went, several at a time. */
export function usePresenceToasts(): void {
  const t = useText(callTexts);
  const users = useRoom((room) => room.users);
  const inside = useRoom(({ status }) => status === 'joined');
  const announced = useRef(users);
  const wasAway = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const announce = useEffectEvent(() => {
    timer.current = null;
    const { joined, left } = presenceChange(announced.current, users);
    announced.current = users;
    sayWho(joined, t.joined, t.joinedMany);
    sayWho(left, t.left, t.leftMany);
  });

  useEffect(() => {
    if (!inside) wasAway.current = true;
    if (!inside || users === announced.current) return;
    timer.current ??= setTimeout(() => announce(), wasAway.current ? RETURN_MS : COLLECT_MS);
    wasAway.current = false;
  }, [users, inside]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
}

function sayWho(
  names: readonly string[],
  one: (name: string) => string,
  many: (name: string, others: number) => string,
): void {
  const [first] = names;
  if (first === undefined) return;
  const name = shortened(first, MAX_NAME);
  showToast({ text: names.length === 1 ? one(name) : many(name, names.length - 1) });
}
