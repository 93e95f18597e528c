import { Video } from 'lucide-react';
import { useState } from 'react';
import { errorTexts } from '../../i18n/errors.ts';
import { homeTexts } from '../../i18n/home.ts';
import { useText } from '../../i18n/useText.ts';
import { ApiError, type ApiErrorCode, createRoom } from '../../room/roomsApi.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { usePage } from '../../ui/usePage.ts';
import styles from './HomePage.module.css';
import { JoinForm } from './JoinForm.tsx';
import { RecentRooms } from './RecentRooms.tsx';

interface HomePageProps {
  onOpenRoom: (roomId: string) => void;
}

export function HomePage({ onOpenRoom }: HomePageProps) {
  const t = useText(homeTexts);
  const errors = useText(errorTexts);
  const heading = usePage(t.pageTitle);
  const [creating, setCreating] = useState(false);
  const [error, setError] = useState<ApiErrorCode | null>(null);

  const create = async () => {
    setCreating(true);
    setError(null);
    try {
      onOpenRoom((await createRoom()).roomId);
    } catch (failure) {
      setError(failure instanceof ApiError ? failure.code : 'INTERNAL');
      setCreating(false);
    }
  };

  return (
    <div className={styles['page']}>
      <h1 ref={heading} tabIndex={-1} className={styles['headline']}>
        {t.headline}
      </h1>
      <Button variant="primary" size="large" icon={Video} full busy={creating} onClick={() => void create()}>
        {t.newMeeting}
      </Button>
      {error !== null && (
        <Notice tone="danger" code={error}>
          {errors[error]}
        </Notice>
      )}
      <JoinForm onOpenRoom={onOpenRoom} />
      <RecentRooms onOpenRoom={onOpenRoom} />
    </div>
  );
}
