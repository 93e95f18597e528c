import { useCallback, useRef } from 'react';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useMicrophoneLevel } from '../../room/useMicrophoneLevel.ts';
import styles from './PrejoinPage.module.css';

/** How loud the microphone hears one; the words beside it say what it means. */
export function LevelMeter() {
  const t = useText(prejoinTexts);
  const { microphone } = useLocalMediaSnapshot();
  const bar = useRef<HTMLSpanElement>(null);
  const show = useCallback((level: number) => {
    if (bar.current) bar.current.style.transform = `scaleX(${level.toFixed(3)})`;
  }, []);
  const on = microphone.track !== null && !microphone.muted;
  useMicrophoneLevel(on ? microphone.track : null, show);
  return (
    <div className={styles['level']}>
      <span className={styles['meter']} aria-hidden="true">
        <span ref={bar} className={styles['meter-bar']} />
      </span>
      <p className={styles['quiet']}>{on ? t.speakNow : t.microphoneIsOff}</p>
    </div>
  );
}
