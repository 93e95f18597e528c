import styles from './Spinner.module.css';

export interface SpinnerProps {
  /** Edge in CSS pixels. */
  size?: number;
  /** Said by screen readers; without it the spinner is decoration beside words. */
  label?: string;
}

export function Spinner({ size = 20, label }: SpinnerProps) {
  const meaning = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg
      className={styles['spinner']}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      {...meaning}
    >
      <circle cx="12" cy="12" r="9" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2.5" />
      <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
