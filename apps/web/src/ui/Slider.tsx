import type { CSSProperties } from 'react';
import styles from './Slider.module.css';

export interface SliderProps {
  label: string;
  /** 0 to 100. */
  value: number;
  /** The value in words, shown beside the slider and read with it. */
  valueText: string;
  onChange: (value: number) => void;
}

/** In per cent. An arrow key moves one step; Page Up and Page Down move ten per cent. */
const STEP = 5;

/** A level from 0 to 100 %, by pointer and by keys. */
export function Slider({ label, value, valueText, onChange }: SliderProps) {
  const style: CSSProperties & Record<'--value', string> = { '--value': `${value}%` };
  return (
    <label className={styles['slider']}>
      <span className={styles['label']}>{label}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={STEP}
        value={value}
        aria-valuetext={valueText}
        className={styles['range']}
        style={style}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <span className={styles['value']} aria-hidden="true">
        {valueText}
      </span>
    </label>
  );
}
