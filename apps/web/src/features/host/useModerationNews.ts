import { useEffect, useEffectEvent } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoomClient } from '../../room/roomContext.tsx';
import type { Moderation } from '../../room/roomTypes.ts';
import { showToast } from '../../ui/toasts.ts';

/** Tells me what a host has turned off, and passes on the name of the host who asks to hear me. */
export function useModerationNews(onUnmuteAsked: (host: string) => void): void {
  const client = useRoomClient();
  const t = useText(hostTexts);
  const nameOf = (userId: string | null) =>
    client.store.getSnapshot().users.find(({ id }) => id === userId)?.displayName;
  const said = ({ source, byUserId }: Extract<Moderation, { type: 'muted' }>, host: string): string => {
    if (source === 'camera') return t.cameraStopped(host);
    if (source === 'screen') return t.screenStopped(host);
    return byUserId === null ? t.mutedByRule : t.microphoneMuted(host);
  };
  const tell = useEffectEvent((moderation: Moderation) => {
    const host = nameOf(moderation.byUserId) ?? t.someHost;
    if (moderation.type === 'unmute-asked') {
      onUnmuteAsked(host);
    } else if (moderation.source !== 'screen-audio') {
      showToast({ text: said(moderation, host) });
    }
  });
  useEffect(() => client.onModeration((moderation) => tell(moderation)), [client]);
}
