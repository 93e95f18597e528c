import { MessageSquare, UserPlus, Users } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Badge } from './Badge.tsx';
import type { CallPanels, Panel } from './useCallPanels.ts';
import { keyOf } from './shortcuts.ts';

/** Buttons at the bar's end: invite, people with their number, chat with what is unread. */
export function PanelToggles({ panels, unread }: { panels: CallPanels; unread: number }) {
  const t = useText(callTexts);
  const host = useText(hostTexts);
  const people = useRoom(({ users }) => users.length + 1);
  const waiting = useRoom(({ lobby }) => lobby.length);
  const pressed = (panel: Panel) => ({
    'aria-pressed': panels.panel === panel,
    variant: panels.panel === panel ? ('accent' as const) : ('plain' as const),
    onClick: () => panels.togglePanel(panel),
  });
  return (
    <>
      <IconButton
        label={t.invite}
        icon={UserPlus}
        shortcut={keyOf('open-invite')}
        aria-keyshortcuts={keyOf('open-invite')}
        tooltipPlacement="top-end"
        onClick={() => panels.openDialog('invite')}
      />
      {/* Who waits is more urgent than how many are here. */}
      <Badge count={waiting > 0 ? waiting : people} urgent={waiting > 0}>
        <IconButton
          {...pressed('people')}
          id={panels.toggleIds.people}
          label={waiting > 0 ? host.peopleAndWaiting(people, waiting) : t.peopleCount(people)}
          icon={Users}
          shortcut={keyOf('toggle-people')}
          aria-keyshortcuts={keyOf('toggle-people')}
          tooltipPlacement="top-end"
        />
      </Badge>
      <Badge count={unread} urgent>
        <IconButton
          {...pressed('chat')}
          id={panels.toggleIds.chat}
          label={unread === 0 ? t.chat : t.chatUnread(unread)}
          icon={MessageSquare}
          shortcut={keyOf('toggle-chat')}
          aria-keyshortcuts={keyOf('toggle-chat')}
          tooltipPlacement="top-end"
        />
      </Badge>
    </>
  );
}
