import { AudioLines, Mic, MicOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { RESTING_ATTRIBUTE, TILE_ATTRIBUTE } from './shownPicture.ts';
import styles from './TileFrame.module.css';
import { useTapped } from './useTapped.ts';

export type MicrophoneState = 'muted' | 'silent' | 'speaking';

/** Why the picture stands still. `calm` ones wait a moment before they are seen: most are over by then. */
export interface TileNotice {
  readonly text: string;
  readonly calm: boolean;
}

export interface TileFrameProps {
  tileKey: string;
  label: string;
  /** After the label, and never cut off, such as "(you)". */
  labelMark?: string;
  /** Null where there is no microphone, as for a screen. */
  microphone?: MicrophoneState | null;
  notice?: TileNotice | null;
  /** It has no picture, because others matter more: see `useLivePictures`. */
  resting?: boolean;
  /** What is unusual here: top left. */
  marks?: ReactNode;
  /** What can be done: top right, seen on hover, focus and tap. */
  actions?: ReactNode;
  children: ReactNode;
}

/** What every tile has around its picture: shape, name, microphone, ring, marks, actions. */
export function TileFrame(props: TileFrameProps) {
  const {
    tileKey,
    label,
    labelMark,
    microphone = null,
    notice = null,
    resting = false,
    marks,
    actions,
    children,
  } = props;
  const { tapped, tapProps } = useTapped();
  return (
    <div
      {...tapProps}
      {...{ [TILE_ATTRIBUTE]: tileKey, ...(resting && { [RESTING_ATTRIBUTE]: '' }) }}
      className={cx(
        styles['frame'],
        microphone === 'speaking' && styles['speaking'],
        tapped && styles['tapped'],
      )}
    >
      <div className={styles['content']}>
        <div className={cx(styles['picture'], notice && styles[notice.calm ? 'calm' : 'dimmed'])}>
          {children}
        </div>
        {notice && <p className={cx(styles['notice'], notice.calm && styles['late'])}>{notice.text}</p>}
        <div className={styles['label']}>
          {microphone !== null && <MicrophoneMark state={microphone} />}
          <Label text={label} mark={labelMark} />
        </div>
      </div>
      <div className={styles['top']}>
        <div className={styles['marks']}>{marks}</div>
        <div className={styles['actions']}>{actions}</div>
      </div>
    </div>
  );
}

/** A long name loses its end, but not what is said after it. */
function Label({ text, mark }: { text: string; mark: string | undefined }) {
  return (
    <span className={styles['words']} dir="auto" title={mark === undefined ? text : `${text} ${mark}`}>
      <span className={styles['name']}>{text}</span>
      {mark !== undefined && <span className={styles['mark']}> {mark}</span>}
    </span>
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
