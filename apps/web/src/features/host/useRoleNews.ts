import { useEffect, useEffectEvent, useRef } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRole } from '../../room/useRole.ts';
import { showToast } from '../../ui/toasts.ts';

/** Tells me when my role becomes another one. */
export function useRoleNews(): void {
  const t = useText(hostTexts);
  const role = useRole();
  const before = useRef(role);
  const tell = useEffectEvent(() => {
    const texts = { host: t.youAreHost, 'co-host': t.youAreCoHost, guest: t.youAreGuest };
    showToast({ text: texts[role] });
  });
  useEffect(() => {
    if (role === before.current) return;
    before.current = role;
    tell();
  }, [role]);
}
