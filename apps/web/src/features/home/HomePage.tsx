import { SlidersHorizontal, Video } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { errorTexts } from '../../i18n/errors.ts';
import { homeTexts } from '../../i18n/home.ts';
import { useText } from '../../i18n/useText.ts';
import { rememberHostKey } from '../../room/hostKeys.ts';
import { ApiError, type ApiErrorCode, createRoom } from '../../room/roomsApi.ts';
import { preloadable } from '../../preloadable.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { usePage } from '../../ui/usePage.ts';
import { whenIdle } from '../../whenIdle.ts';
import styles from './HomePage.module.css';
import { JoinForm } from './JoinForm.tsx';
import { RecentRooms } from './RecentRooms.tsx';

const newMeeting = preloadable(async () => (await import('./NewMeetingDialog.tsx')).NewMeetingDialog);

interface HomePageProps {
  /** `fragment` is what stood behind a link's `#`, with it. */
  onOpenRoom: (roomId: string, fragment?: string) => void;
}

export function HomePage({ onOpenRoom }: HomePageProps) {
  const t = useText(homeTexts);
  const errors = useText(errorTexts);
  const heading = usePage(t.pageTitle);
  const [creating, setCreating] = useState(false);
  /** Null until the dialog is opened for the first time: only one that stays can give the focus back. */
  const [choosing, setChoosing] = useState<boolean | null>(null);
  useEffect(() => whenIdle(() => void newMeeting.preload()), []);
  const [error, setError] = useState<ApiErrorCode | null>(null);

  const create = async () => {
    setCreating(true);
    setError(null);
    try {
      const { roomId, hostKey } = await createRoom();
      rememberHostKey(roomId, hostKey);
      onOpenRoom(roomId);
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
      <div className={styles['start']}>
        <Button
          variant="primary"
          size="large"
          icon={Video}
          full
          busy={creating}
          onClick={() => void create()}
        >
          {t.newMeeting}
        </Button>
        <Button
          size="large"
          icon={SlidersHorizontal}
          aria-haspopup="dialog"
          onClick={() => setChoosing(true)}
        >
          {t.withOptions}
        </Button>
      </div>
      <Suspense>
        {choosing !== null && (
          <newMeeting.Component
            open={choosing}
            onClose={() => setChoosing(false)}
            onOpenRoom={(id) => onOpenRoom(id)}
          />
        )}
      </Suspense>
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
