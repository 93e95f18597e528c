import { useEffect, useState } from 'react';
import { doorTexts } from '../../i18n/door.ts';
import { useText } from '../../i18n/useText.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Counts down to when another try is allowed. */
export function TooManyTries({ retryAtMs }: { retryAtMs: number }) {
  const t = useText(doorTexts);
  const leftS = useSecondsUntil(retryAtMs);
  const [firstS] = useState(leftS);
  if (leftS === 0) return <Notice tone="info">{t.tryNow}</Notice>;
  return (
    <Notice tone="danger" code="TOO_MANY_TRIES">
      {/* A screen reader would read every second aloud. */}
      <span className="visually-hidden">{t.tooManyTries(firstS)}</span>
      <span aria-hidden="true">{t.tooManyTries(leftS)}</span>
    </Notice>
  );
}

function useSecondsUntil(atMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now);
  const isOver = nowMs >= atMs;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNowMs(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isOver]);
  return Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
