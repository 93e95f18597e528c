import { VideoOff } from 'lucide-react';
import { MediaProblemHelp, useExplanation } from './MediaProblemHelp.tsx';
import type { MediaProblem } from './mediaProblem.ts';
import styles from './Preview.module.css';

/** In the picture's place: what happened, why, and what to do. */
export function PreviewProblem({ problem }: { problem: MediaProblem }) {
  const { title } = useExplanation(problem);
  return (
    <div className={styles['problem']} role="alert">
      <h2 className={styles['problem-title']}>
        <VideoOff size={20} aria-hidden="true" />
        {title}
      </h2>
      <MediaProblemHelp problem={problem} />
    </div>
  );
}
