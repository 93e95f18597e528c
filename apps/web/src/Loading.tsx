import { shellTexts } from './i18n/shell.ts';
import { useText } from './i18n/useText.ts';
import styles from './Loading.module.css';
import { Spinner } from './ui/Spinner.tsx';

/** While code is on its way; what comes at once shows no spinner in between. */
export function Loading() {
  const t = useText(shellTexts);
  return (
    <main className={styles['loading']}>
      <Spinner size={28} label={t.loading} />
    </main>
  );
}
