import { CameraOff, MicOff, X } from 'lucide-react';
import { useState } from 'react';
import { interruptionTexts } from '../../i18n/interruptions.ts';
import { useText } from '../../i18n/useText.ts';
import { useGuardSnapshot, useMediaGuard } from '../../room/mediaGuardContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { StageNotice } from './StageNotice.tsx';

/** Says that a call, another app or a headset has taken microphone or camera away; one tap brings back what did not come by itself. */
export function InterruptionNotice() {
  const t = useText(interruptionTexts);
  const guard = useMediaGuard();
  const { needsTap, silent } = useGuardSnapshot();
  const [dismissed, setDismissed] = useState(false);
  if (needsTap.length === 0 && dismissed) setDismissed(false);
  // Silence may be wanted, by a switch on the headset: then it is known. What is lost stays said.
  if (needsTap.length === 0 || (dismissed && silent)) return null;
  const [first] = needsTap;
  const taken = needsTap.length > 1 ? t.both : t[first === 'camera' ? 'camera' : 'microphone'];
  return (
    <StageNotice icon={first === 'camera' ? CameraOff : MicOff} text={silent ? t.silent : taken}>
      <Button variant="primary" onClick={() => guard.recover()}>
        {t.resume}
      </Button>
      {silent && <IconButton label={t.dismiss} icon={X} size="small" onClick={() => setDismissed(true)} />}
    </StageNotice>
  );
}
