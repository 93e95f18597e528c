import { useState } from 'react';
import { UnmuteQuestion } from './UnmuteQuestion.tsx';
import { useHandNews } from './useHandNews.ts';
import { useModerationNews } from './useModerationNews.ts';
import { useRoleNews } from './useRoleNews.ts';

/** Says what hosts do to me and, to hosts, who raises a hand; asks me what a host asks. */
export function HostNews({ onShowPeople }: { onShowPeople: () => void }) {
  const [askedBy, setAskedBy] = useState<string | null>(null);
  useModerationNews(setAskedBy);
  useHandNews(onShowPeople);
  useRoleNews();
  return <UnmuteQuestion askedBy={askedBy} onAnswered={() => setAskedBy(null)} />;
}
