import { Mic } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMedia, useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface UnmuteQuestionProps {
  /** The name of the host who asks; null while nobody does. */
  askedBy: string | null;
  onAnswered: () => void;
}

/** A host would like to hear me: I decide. */
export function UnmuteQuestion({ askedBy, onAnswered }: UnmuteQuestionProps) {
  const t = useText(hostTexts);
  const media = useLocalMedia();
  const { microphone } = useLocalMediaSnapshot();
  const audible = microphone.state === 'on' && !microphone.muted;
  const settle = useEffectEvent(onAnswered);
  useEffect(() => {
    if (audible) settle(); // whoever has turned it on by now has answered
  }, [audible, askedBy]);
  const unmute = () => {
    onAnswered();
    void media.setMicrophone(true);
  };
  return (
    <Dialog
      open={askedBy !== null && !audible}
      onClose={onAnswered}
      title={t.unmuteQuestion(askedBy ?? t.someHost)}
      closeLabel={t.notNow}
      actions={
        <>
          <Button data-initial-focus onClick={onAnswered}>
            {t.notNow}
          </Button>
          <Button variant="primary" icon={Mic} onClick={unmute}>
            {t.unmuteNow}
          </Button>
        </>
      }
    >
      <p>{t.unmuteText}</p>
    </Dialog>
  );
}
