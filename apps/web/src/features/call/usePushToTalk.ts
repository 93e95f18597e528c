import { useEffect, useState } from 'react';
import { useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useKeyDown } from './useKeyDown.ts';

const TALK_KEY = 'Space';
/** On these the space bar presses. */
const PRESSABLE = 'button, a, summary, [role="button"], [tabindex="0"]';

/** Holding the space bar opens a muted microphone; letting go, or leaving the window, mutes it again. */
export function usePushToTalk(forbidden: boolean): { talking: boolean } {
  const media = useLocalMedia();
  const { microphone } = useLocalMediaSnapshot();
  const [talking, setTalking] = useState(false);
  const canTalk = !forbidden && microphone.state === 'on' && microphone.muted;

  useKeyDown((event) => {
    if (event.code !== TALK_KEY || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.target instanceof Element && event.target.closest(PRESSABLE) !== null) return false;
    if (canTalk && !event.repeat) {
      media.setMuted(false);
      setTalking(true);
    }
    return true;
  });

  useEffect(() => {
    if (!talking) return undefined;
    const stop = () => {
      media.setMuted(true);
      setTalking(false);
    };
    const keyUp = (event: KeyboardEvent) => {
      if (event.code === TALK_KEY) stop();
    };
    document.addEventListener('keyup', keyUp);
    window.addEventListener('blur', stop);
    return () => {
      document.removeEventListener('keyup', keyUp);
      window.removeEventListener('blur', stop);
    };
  }, [media, talking]);

  return { talking };
}
