import { errorTexts } from '../../i18n/errors.ts';
import { useText } from '../../i18n/useText.ts';
import type { JoinProblem } from '../../room/RoomVisit.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TooManyTries } from './TooManyTries.tsx';

interface JoinProblemNoticeProps {
  problem: JoinProblem;
  /** When the server takes another try, where it has said so. */
  retryAtMs: number | null;
}

/** Why preparing or joining failed. */
export function JoinProblemNotice({ problem, retryAtMs }: JoinProblemNoticeProps) {
  const errors = useText(errorTexts);
  if (retryAtMs !== null) return <TooManyTries key={retryAtMs} retryAtMs={retryAtMs} />;
  return (
    <Notice tone="danger" code={problem}>
      {errors[problem]}
    </Notice>
  );
}
