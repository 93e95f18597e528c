import { dataTexts } from '../../i18n/data.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { megabytes } from '../../room/megabytes.ts';
import { useDataUse } from '../../room/useDataUse.ts';
import styles from './DataUsed.module.css';

/** What the call has cost, for whoever pays for it. */
export function DataUsed() {
  const t = useText(dataTexts);
  const language = useLanguage();
  const use = useDataUse();
  const text = use && t.usage(megabytes(use.receivedBytes, language), megabytes(use.sentBytes, language));
  return (
    <dl className={styles['used']}>
      <dt>{t.used}</dt>
      <dd>{text ?? t.measuring}</dd>
    </dl>
  );
}
