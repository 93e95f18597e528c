import { errorTexts } from '../../i18n/errors.ts';
import { useText } from '../../i18n/useText.ts';
import type { JoinProblem } from '../../room/RoomVisit.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Why preparing or joining failed. */
export function JoinProblemNotice({ problem }: { problem: JoinProblem }) {
  const errors = useText(errorTexts);
  return (
    <Notice tone="danger" code={problem}>
      {errors[problem]}
    </Notice>
  );
}
