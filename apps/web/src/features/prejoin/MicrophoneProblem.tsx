import { MicOff } from 'lucide-react';
import { useState } from 'react';
import { mediaProblemTexts } from '../../i18n/mediaProblems.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { MediaProblemHelp, useExplanation } from './MediaProblemHelp.tsx';
import type { MediaProblem } from './mediaProblem.ts';

/** The picture is fine, only the microphone is not: one line under the preview, its steps in a dialog. */
export function MicrophoneProblem({ problem }: { problem: MediaProblem }) {
  const t = useText(mediaProblemTexts);
  const { title } = useExplanation(problem);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Notice tone="warning" icon={MicOff} action={<Button onClick={() => setOpen(true)}>{t.howTo}</Button>}>
        {title}
      </Notice>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} closeLabel={t.close} variant="sheet">
        <MediaProblemHelp problem={problem} />
      </Dialog>
    </>
  );
}
