import { RotateCcw } from 'lucide-react';
import { mediaProblemTexts } from '../../i18n/mediaProblems.ts';
import { permissionSteps } from '../../i18n/permissionSteps.ts';
import { useText } from '../../i18n/useText.ts';
import { externalBrowserUrl } from '../../platform/externalBrowser.ts';
import { inAppBrowserOf } from '../../platform/inAppBrowser.ts';
import { handoverOf } from '../../room/handoverUrl.ts';
import { useLocalMedia } from '../../room/localMediaContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { browserKindOf } from './browserKind.ts';
import styles from './MediaProblemHelp.module.css';
import { type Explanation, explain } from './explanation.ts';
import type { MediaProblem } from './mediaProblem.ts';

/** A problem's words in the language in force, for this browser. */
export function useExplanation(problem: MediaProblem): Explanation {
  const t = useText(mediaProblemTexts);
  const steps = useText(permissionSteps);
  return explain(problem, t, steps, browserKindOf(navigator));
}

/** Why it failed, the steps, and trying again. */
export function MediaProblemHelp({ problem }: { problem: MediaProblem }) {
  const t = useText(mediaProblemTexts);
  const { why, steps } = useExplanation(problem);
  const outside = outsideLink();
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

/** The address that leaves the app which shows this page; null in a real browser. */
function outsideLink(): string | null {
  const app = inAppBrowserOf(navigator);
  return app === null ? null : externalBrowserUrl(handoverOf(location).url, app);
}

function useRetry({ device }: MediaProblem): () => void {
  const media = useLocalMedia();
  return () => {
    if (device === 'both') void media.start({ camera: true, microphone: true });
    else if (device === 'camera') void media.setCamera(true);
    else void media.setMicrophone(true);
  };
}
