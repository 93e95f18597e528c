import { AudioLines, Mic, MicOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import styles from './TileFrame.module.css';

export type MicrophoneState = 'muted' | 'silent' | 'speaking';

export interface TileFrameProps {
  label: string;
  /** Null where there is no microphone, as for a screen. */
  microphone?: MicrophoneState | null;
  /** Why the picture stands still; dims it. */
  notice?: string | null;
  children: ReactNode;
}

/** What every tile has around its picture: shape, name, microphone, ring. */
export function TileFrame({ label, microphone = null, notice = null, children }: TileFrameProps) {
  return (
    <div className={cx(styles['frame'], microphone === 'speaking' && styles['speaking'])}>
      <div className={cx(styles['picture'], notice !== null && styles['dimmed'])}>{children}</div>
      {notice !== null && <p className={styles['notice']}>{notice}</p>}
      <div className={styles['label']}>
        {microphone !== null && <MicrophoneMark state={microphone} />}
        <span className={styles['name']} dir="auto" title={label}>
          {label}
        </span>
      </div>
    </div>
  );
}

const MARKS = { muted: MicOff, silent: Mic, speaking: AudioLines } as const;

/** Shape and colour both change, so that neither is needed alone. */
function MicrophoneMark({ state }: { state: MicrophoneState }) {
  const t = useText(callTexts);
  const Icon = MARKS[state];
  const names = { muted: t.muted, silent: t.unmuted, speaking: t.speaking };
  return <Icon size={14} role="img" aria-label={names[state]} className={styles[state]} />;
}
