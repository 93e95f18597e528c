import styles from './Wordmark.module.css';

/** Two speech bubbles and the name. */
export function Wordmark() {
  return (
    <span className={styles['wordmark']}>
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="9" className={styles['ground']} />
        <path
          d="M7 12.5A4.5 4.5 0 0 1 11.5 8h4a4.5 4.5 0 0 1 0 9h-2.3L9 20.2V16a4.5 4.5 0 0 1-2-3.5Z"
          fill="#fff"
        />
        <path
          d="M21.4 13.2A4.5 4.5 0 0 1 23 20v3.6L19.3 21h-1.8a4.5 4.5 0 0 1-3.6-1.8h1.6a6.7 6.7 0 0 0 5.9-6Z"
          fill="#fff"
          fillOpacity="0.72"
        />
      </svg>
      Parley
    </span>
  );
}
