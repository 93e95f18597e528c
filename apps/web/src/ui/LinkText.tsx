import styles from './LinkText.module.css';

/** A link in full, to be read and to be copied by hand: one press selects all of it. */
export function LinkText({ url }: { url: string }) {
  return <p className={styles['link']}>{url}</p>;
}
