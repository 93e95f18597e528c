import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { Suspense } from 'react';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { rememberWantedMedia } from '../../room/wantedMedia.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { PreviewProblem } from './lazyProblems.ts';
import type { MediaProblem } from './mediaProblem.ts';
import styles from './Preview.module.css';
import { PreviewVideo } from './PreviewVideo.tsx';

interface PreviewProps {
  name: string;
  /** Replaces the picture. */
  problem: MediaProblem | null;
}

/** What the others will see, with the switches on it. */
export function Preview({ name, problem }: PreviewProps) {
  const t = useText(prejoinTexts);
  const { camera, microphone } = useLocalMediaSnapshot();
  const asking = camera.state === 'starting' || microphone.state === 'starting';
  return (
    <section className={cx(styles['preview'], problem && styles['with-problem'])} aria-label={t.preview}>
      {problem ? (
        <Suspense fallback={<PreviewLoading />}>
          <PreviewProblem problem={problem} />
        </Suspense>
      ) : (
        <PreviewPicture name={name} asking={asking} />
      )}
      <div className={styles['switches']}>
        <MicrophoneSwitch />
        <CameraSwitch />
      </div>
    </section>
  );
}

function PreviewLoading() {
  return (
    <div className={styles['behind']}>
      <Spinner />
    </div>
  );
}

function PreviewPicture({ name, asking }: { name: string; asking: boolean }) {
  const t = useText(prejoinTexts);
  const { camera } = useLocalMediaSnapshot();
  return (
    <>
      <div className={styles['behind']}>
        {name !== '' && (
          <div className={styles['avatar']}>
            <Avatar name={name} />
          </div>
        )}
        <p className={styles['state']} role="status">
          {asking ? (
            <span className={styles['asking']}>{t.asking}</span>
          ) : (
            camera.track === null && t.cameraIsOff
          )}
        </p>
      </div>
      {camera.track && <PreviewVideo key={camera.track.id} track={camera.track} />}
    </>
  );
}

function MicrophoneSwitch() {
  const t = useText(prejoinTexts);
  const media = useLocalMedia();
  const { microphone } = useLocalMediaSnapshot();
  const on = microphone.state === 'on' && !microphone.muted;
  return (
    <IconButton
      label={on ? t.microphoneOff : t.microphoneOn}
      icon={on ? Mic : MicOff}
      variant={on || microphone.state === 'starting' ? 'overlay' : 'overlay-off'}
      size="large"
      busy={microphone.state === 'starting'}
      onClick={() => {
        rememberWantedMedia('microphone', !on);
        void media.setMicrophone(!on);
      }}
    />
  );
}

function CameraSwitch() {
  const t = useText(prejoinTexts);
  const media = useLocalMedia();
  const { camera } = useLocalMediaSnapshot();
  const on = camera.state === 'on';
  return (
    <IconButton
      label={on ? t.cameraOff : t.cameraOn}
      icon={on ? Video : VideoOff}
      variant={on || camera.state === 'starting' ? 'overlay' : 'overlay-off'}
      size="large"
      busy={camera.state === 'starting'}
      onClick={() => {
        rememberWantedMedia('camera', !on);
        void media.setCamera(!on);
      }}
    />
  );
}
