import { useEffect, useEffectEvent, useRef } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { handQueue } from '../../room/hands.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { useIsHost } from '../../room/useRole.ts';
import { showToast } from '../../ui/toasts.ts';

/** Long enough for hands that go up together to become one line. */
const COLLECT_MS = 500;

/** Tells hosts who has raised a hand, in order; what was up before they came, or became hosts, is in the list. */
export function useHandNews(onShowPeople: () => void): void {
  const t = useText(hostTexts);
  const host = useIsHost();
  const users = useRoom((room) => room.users);
  const known = useRef(new Set(handQueue(users).map(({ id }) => id)));
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const announce = useEffectEvent(() => {
    timer.current = null;
    const queue = handQueue(users);
    const news = queue.filter(({ id }) => !known.current.has(id));
    known.current = new Set(queue.map(({ id }) => id));
    const [first] = news;
    if (first === undefined || !host) return;
    showToast({
      text:
        news.length === 1
          ? t.raisedHand(first.displayName)
          : t.raisedHands(first.displayName, news.length - 1),
      action: { label: t.showPeople, onSelect: onShowPeople },
    });
  });

  useEffect(() => {
    timer.current ??= setTimeout(() => announce(), COLLECT_MS);
  }, [users]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
}
