import { HardDrive, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { useIsHost } from '../../room/useRole.ts';
import { Banner } from '../../ui/Banner.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { showToast } from '../../ui/toasts.ts';

/** For hosts: what happens now cannot be saved. Put away it comes back with the next time; the end of it is said as well. */
export function UnkeptNotice() {
  const t = useText(hostTexts);
  const call = useText(callTexts);
  const isHost = useIsHost();
  const unkept = useRoom(({ room }) => room?.unkept === true) && isHost;
  const [known, setKnown] = useState(false);
  if (!unkept && known) setKnown(false);
  useKeptAgainToast(unkept);
  if (!unkept || known) return null;
  return (
    <Banner icon={HardDrive} tone="warning" text={t.notSaving}>
      <IconButton
        label={call.close}
        icon={X}
        size="small"
        tooltipPlacement="top-end"
        onClick={() => setKnown(true)}
      />
    </Banner>
  );
}

function useKeptAgainToast(unkept: boolean): void {
  const t = useText(hostTexts);
  const isHost = useIsHost();
  const before = useRef(unkept);
  const tell = useEffectEvent(() => {
    if (isHost) showToast({ text: t.savingAgain });
  });
  useEffect(() => {
    if (before.current && !unkept) tell();
    before.current = unkept;
  }, [unkept]);
}
