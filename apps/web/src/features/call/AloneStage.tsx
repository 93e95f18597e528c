import type { ReactNode } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import styles from './AloneStage.module.css';
import { OwnCamera } from './CameraTile.tsx';
import { useElementSize } from './useElementSize.ts';

/** Instead of an empty stage: how to get others in, and oneself small in the corner. */
export function AloneStage({ children }: { children: ReactNode }) {
  const t = useText(callTexts);
  const [ref, { width, height }] = useElementSize<HTMLUListElement>();
  return (
    <div className={styles['space']}>
      <div className={styles['stage']}>
        <div className={styles['card']}>{children}</div>
        <ul ref={ref} className={styles['self']} aria-label={t.stage}>
          <li className={styles['tile']}>
            <OwnCamera width={width} height={height} />
          </li>
        </ul>
      </div>
    </div>
  );
}
