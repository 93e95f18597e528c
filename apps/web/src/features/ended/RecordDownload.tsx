import type { RecordAccess } from '@parley/protocol';
import { Download } from 'lucide-react';
import { useId, useState } from 'react';
import { endedTexts } from '../../i18n/ended.ts';
import { errorTexts } from '../../i18n/errors.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { ApiError, type ApiErrorCode, fetchRecord, type RecordFormat } from '../../room/roomsApi.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import styles from './RecordDownload.module.css';
import { recordFileName } from './recordFileName.ts';

/** The meeting's record, to keep: who was there and what was written. */
export function RecordDownload({ record, name }: { record: RecordAccess; name: string }) {
  const t = useText(endedTexts);
  const errors = useText(errorTexts);
  const lang = useLanguage();
  const titleId = useId();
  const [loading, setLoading] = useState<RecordFormat | null>(null);
  const [error, setError] = useState<ApiErrorCode | null>(null);

  const download = async (format: RecordFormat) => {
    setLoading(format);
    setError(null);
    try {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      saveFile(
        await fetchRecord(record, format, { lang, timeZone }),
        recordFileName(name, new Date(), format),
      );
    } catch (failure) {
      setError(failure instanceof ApiError ? failure.code : 'INTERNAL');
    } finally {
      setLoading(null);
    }
  };

  return (
    <section className={styles['record']} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles['title']}>
        {t.recordTitle}
      </h2>
      <p className={styles['text']}>{t.recordText}</p>
      <div className={styles['formats']}>
        <Button icon={Download} busy={loading === 'csv'} onClick={() => void download('csv')}>
          {t.recordCsv}
        </Button>
        <Button icon={Download} busy={loading === 'json'} onClick={() => void download('json')}>
          {t.recordJson}
        </Button>
      </div>
      {error !== null && (
        <Notice tone="danger" code={error}>
          {errors[error]}
        </Notice>
      )}
    </section>
  );
}
