import { RotateCcw } from 'lucide-react';
import { mediaProblemTexts } from '../../i18n/mediaProblems.ts';
import { permissionSteps } from '../../i18n/permissionSteps.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia } from '../../room/localMediaContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { browserKindOf } from './browserKind.ts';
import styles from './MediaProblemHelp.module.css';
import { type Explanation, explain, outsideLink } from './explanation.ts';
import type { MediaProblem } from './mediaProblem.ts';

/** A problem's words in the language in force, for this browser. */
export function useExplanation(problem: MediaProblem): Explanation {
  const t = useText(mediaProblemTexts);
  const steps = useText(permissionSteps);
  return explain(problem, t, steps, browserKindOf(navigator.userAgent, navigator.maxTouchPoints));
}

/** Why it failed, the steps, and trying again. */
export function MediaProblemHelp({ problem }: { problem: MediaProblem }) {
  const t = useText(mediaProblemTexts);
  const { why, steps } = useExplanation(problem);
  const outside = outsideLink(navigator.userAgent, location.href);
  const retry = useRetry(problem);
  return (
    <div className={styles['help']}>
      <p className={styles['why']}>{why}</p>
      {steps.length > 0 && (
        <ol className={styles['steps']}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <div className={styles['actions']}>
        {outside !== null && (
          <a href={outside} className={styles['outside']}>
            {t.openOutside}
          </a>
        )}
        <Button icon={RotateCcw} onClick={retry}>
          {t.retry}
        </Button>
        <p className={styles['without']}>{t.withoutIt(problem.device)}</p>
      </div>
    </div>
  );
}

function useRetry({ device }: MediaProblem): () => void {
  const media = useLocalMedia();
  return () => {
    if (device === 'both') void media.start({ camera: true, microphone: true });
    else if (device === 'camera') void media.setCamera(true);
    else void media.setMicrophone(true);
  };
}
