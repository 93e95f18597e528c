import { WifiOff } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { StageNotice } from './StageNotice.tsx';

/** Says that the connection is being restored; pictures stand still meanwhile. */
export function ConnectionNotice() {
  const t = useText(callTexts);
  const reconnecting = useRoom(({ status }) => status === 'reconnecting');
  const mediaLost = useRoom(
    ({ mediaConnection }) => mediaConnection === 'disconnected' || mediaConnection === 'failed',
  );
  // Then it is said why (RestartNotice).
  const restarting = useRoom(({ serverStopsAtMs }) => serverStopsAtMs !== null);
  if ((!reconnecting && !mediaLost) || restarting) return null;
  return <StageNotice icon={WifiOff} text={reconnecting ? t.reconnecting : t.mediaReconnecting} />;
}
