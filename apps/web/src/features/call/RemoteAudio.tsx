import { Volume2 } from 'lucide-react';
import { memo, useEffect, useEffectEvent, useRef, useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { audioPool } from '../../platform/AudioPool.ts';
import { isBlocked, onReturn, playAll } from '../../platform/playback.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { loudnessOf, settingOf } from '../../room/PersonSettings.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { canChooseSpeaker, useSpeaker } from '../../room/speaker.ts';
import { Button } from '../../ui/Button.tsx';
import { StageNotice } from './StageNotice.tsx';

const SOUND_SOURCES = ['microphone', 'screen-audio'] as const;

/**
 * Plays everyone's sound, whoever is on the stage: one element per track, apart from the tiles, so that paging never
 * interrupts a voice. Asks for a tap where the browser wants one before it plays.
 */
export function RemoteAudio() {
  const t = useText(callTexts);
  const users = useRoom((room) => room.users);
  const speakerId = useUsableSpeaker();
  const [blocked, setBlocked] = useState(false);

  const play = () => {
    // Pictures as well: where battery is low, iOS holds back even silent ones.
    void playAll(document.querySelectorAll<HTMLMediaElement>('audio, video')).then(setBlocked);
  };
  useEffect(() => onReturn(document, play), []);

  return (
    <>
      <div hidden>
        {users.flatMap(({ id, tracks }) =>
          SOUND_SOURCES.map((source) => {
            const track = tracks[source];
            return (
              track !== undefined && (
                <AudioPlayer
                  key={`${id}:${source}`}
                  userId={id}
                  track={track}
                  speakerId={speakerId}
                  onBlocked={() => setBlocked(true)}
                />
              )
            );
          }),
        )}
      </div>
      {blocked && (
        <StageNotice icon={Volume2} text={t.soundBlocked}>
          <Button variant="primary" onClick={play}>
            {t.playSound}
          </Button>
        </StageNotice>
      )}
    </>
  );
}

interface AudioPlayerProps {
  /** Whose sound it is: everyone has a volume of their own. */
  userId: string;
  track: MediaStreamTrack;
  speakerId: string;
  onBlocked: () => void;
}

const AudioPlayer = memo(function AudioPlayer(props: AudioPlayerProps) {
  const { userId, track, speakerId, onBlocked } = props;
  const slot = useRef<HTMLSpanElement>(null);
  const audio = useRef<HTMLAudioElement>(null);
  const loudness = usePersonSettings((snapshot) => loudnessOf(settingOf(snapshot, userId)));
  const reportBlocked = useEffectEvent(onBlocked);

  // Before everything that uses it.
  useEffect(() => {
    const element = audioPool.take();
    slot.current?.append(element);
    audio.current = element;
    return () => {
      audio.current = null;
      audioPool.give(element);
    };
  }, []);

  useEffect(() => {
    const element = audio.current;
    if (element === null) return undefined;
    element.srcObject = new MediaStream([track]);
    element.play().catch((error: unknown) => {
      if (isBlocked(error)) reportBlocked();
    });
    return () => {
      element.srcObject = null;
    };
  }, [track]);

  useEffect(() => {
    if (audio.current === null) return;
    audio.current.volume = loudness;
    // Phones that leave the volume to their own buttons ignore it, but never this.
    audio.current.muted = loudness === 0;
  }, [loudness]);

  useEffect(() => {
    if (!canChooseSpeaker) return;
    // Refused when the device was unplugged this moment: the sound stays where it is, and the list of devices follows.
    audio.current?.setSinkId(speakerId).catch(() => undefined);
  }, [speakerId]);

  return <span ref={slot} />;
});

/** The chosen loudspeaker while it is plugged in, else '' for the system's own. */
function useUsableSpeaker(): string {
  const chosen = useSpeaker();
  const { speakers } = useLocalMediaSnapshot().devices;
  return speakers.find(({ deviceId }) => deviceId === chosen)?.deviceId ?? '';
}
