import { Ellipsis } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Badge } from './Badge.tsx';
import type { CallParts } from './callParts.ts';
import { Clock } from './Clock.tsx';
import styles from './ControlBar.module.css';
import { MediaSwitches } from './MediaSwitches.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { PanelToggles } from './PanelToggles.tsx';
import type { CallControls } from './useCallControls.ts';
import type { CallPanels } from './useCallPanels.ts';
import type { OwnHand } from './useOwnHand.ts';

interface ControlBarProps extends Pick<CallParts, 'LeaveButton'> {
  controls: CallControls;
  hand: OwnHand;
  panels: CallPanels;
  unread: number;
  phone: boolean;
  /** Slid out of sight; comes back with pointer or keys. */
  hidden: boolean;
}

/** The bar under the stage. On phones it has five buttons, everything else is in the sheet behind "more". */
export function ControlBar({ LeaveButton, controls, hand, panels, unread, phone, hidden }: ControlBarProps) {
  const t = useText(callTexts);
  const title = useRoom(({ room, roomId }) => room?.settings.name || roomId);
  return (
    <section className={cx(styles['bar'], hidden && styles['hidden'])} aria-label={t.controls}>
      {!phone && (
        <div className={styles['info']}>
          <Clock />
          <span className={styles['room']} title={title ?? undefined}>
            {title}
          </span>
        </div>
      )}
      <div className={styles['main']}>
        <MediaSwitches controls={controls} hand={hand} phone={phone} />
        {phone ? <PhoneMore panels={panels} unread={unread} /> : <MoreMenu panels={panels} />}
        <LeaveButton />
      </div>
      {!phone && (
        <div className={styles['panels']}>
          <PanelToggles panels={panels} unread={unread} />
        </div>
      )}
    </section>
  );
}

function PhoneMore({ panels, unread }: { panels: CallPanels; unread: number }) {
  const t = useText(callTexts);
  const host = useText(hostTexts);
  const waiting = useRoom(({ lobby }) => lobby.length);
  const quiet = unread === 0 ? t.more : t.moreUnread(unread);
  return (
    <Badge count={waiting + unread} urgent>
      <IconButton
        size="large"
        variant="filled"
        label={waiting > 0 ? host.moreWaiting(waiting) : quiet}
        icon={Ellipsis}
        aria-haspopup="dialog"
        onClick={() => panels.openDialog('more')}
      />
    </Badge>
  );
}
