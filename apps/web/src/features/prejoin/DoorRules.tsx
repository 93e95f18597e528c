import type { Entrance } from '@parley/protocol';
import { doorTexts } from '../../i18n/door.ts';
import { useText } from '../../i18n/useText.ts';
import { Notice } from '../../ui/Notice.tsx';

/** What guests see of themselves here, but cannot turn on inside. */
export function DoorRules({ allow }: Pick<Entrance, 'allow'>) {
  const t = useText(doorTexts);
  const noCamera = allow.camera === 'hosts';
  const noMicrophone = allow.unmute === 'hosts';
  return (
    <Notice tone="info">
      {noCamera && noMicrophone ? t.bothOff : noCamera ? t.cameraOff : t.microphoneOff}
    </Notice>
  );
}
