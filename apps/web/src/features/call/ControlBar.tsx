import { Ellipsis, PhoneOff } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Badge } from './Badge.tsx';
import { Clock } from './Clock.tsx';
import styles from './ControlBar.module.css';
import { MediaSwitches } from './MediaSwitches.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { PanelToggles } from './PanelToggles.tsx';
import type { CallControls } from './useCallControls.ts';
import type { CallPanels } from './useCallPanels.ts';

interface ControlBarProps {
  controls: CallControls;
  panels: CallPanels;
  unread: number;
  phone: boolean;
  /** Slid out of sight; comes back with pointer or keys. */
  hidden: boolean;
}

/** The bar under the stage. On phones it has five buttons, everything else is in the sheet behind "more". */
export function ControlBar({ controls, panels, unread, phone, hidden }: ControlBarProps) {
  const t = useText(callTexts);
  const client = useRoomClient();
  const roomId = useRoom((room) => room.roomId);
  return (
    <section className={cx(styles['bar'], hidden && styles['hidden'])} aria-label={t.controls}>
      {!phone && (
        <div className={styles['info']}>
          <Clock />
          <span className={styles['room']} title={roomId ?? undefined}>
            {roomId}
          </span>
        </div>
      )}
      <div className={styles['main']}>
        <MediaSwitches controls={controls} phone={phone} />
        {phone ? <PhoneMore panels={panels} unread={unread} /> : <MoreMenu panels={panels} />}
        <IconButton
          size="large"
          variant="danger"
          label={t.leave}
          icon={PhoneOff}
          className={styles['leave']}
          onClick={() => void client.leave()}
        />
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
  return (
    <Badge count={unread} urgent>
      <IconButton
        size="large"
        variant="filled"
        label={unread === 0 ? t.more : t.moreUnread(unread)}
        icon={Ellipsis}
        aria-haspopup="dialog"
        onClick={() => panels.openDialog('more')}
      />
    </Badge>
  );
}
