import { LogOut, PhoneOff } from 'lucide-react';
import { useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { useHostAction } from '../../room/useHostAction.ts';
import { useRole } from '../../room/useRole.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import styles from './LeaveButton.module.css';
import { afterHost } from './nextHost.ts';

/** Leaves; the host of others is shown first what that means for them, and may end the meeting instead. */
export function LeaveButton() {
  const t = useText(callTexts);
  const client = useRoomClient();
  const host = useRole() === 'host';
  const alone = useRoom(({ users }) => users.length === 0);
  if (host && !alone) return <HostLeaveButton />;
  return (
    <IconButton
      size="large"
      variant="danger"
      label={t.leave}
      icon={PhoneOff}
      className={styles['leave']}
      onClick={() => void client.leave()}
    />
  );
}

function HostLeaveButton() {
  const t = useText(callTexts);
  const hosting = useText(hostTexts);
  const client = useRoomClient();
  const [ending, setEnding] = useState(false);
  return (
    <>
      <Menu
        label={hosting.leaveMenu}
        placement="top"
        trigger={(props) => (
          <IconButton
            {...props}
            size="large"
            variant="danger"
            label={t.leave}
            icon={PhoneOff}
            className={styles['leave']}
          />
        )}
      >
        <MenuItem icon={LogOut} onSelect={() => void client.leave()}>
          {hosting.leaveOnly}
          <Consequence />
        </MenuItem>
        <MenuItem icon={PhoneOff} tone="danger" onSelect={() => setEnding(true)}>
          {hosting.endForAll}
        </MenuItem>
      </Menu>
      {ending && <EndQuestion onClose={() => setEnding(false)} />}
    </>
  );
}

/** What leaving means for the others. */
function Consequence() {
  const t = useText(hostTexts);
  const users = useRoom((room) => room.users);
  const rule = useRoom(({ room }) => room?.settings.succession ?? 'longest-present');
  const after = afterHost(users, rule);
  const texts = { nobody: t.nobodyBecomesHost, ends: t.endsForAll };
  return (
    <span className={styles['consequence']}>
      {typeof after === 'string' ? texts[after] : t.becomesHost(after.becomesHost)}
    </span>
  );
}

function EndQuestion({ onClose }: { onClose: () => void }) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const others = useRoom(({ users }) => users.length);
  return (
    <ConfirmDialog
      title={t.endTitle}
      text={t.endText(others)}
      confirmLabel={t.endForAll}
      cancelLabel={t.cancel}
      tone="danger"
      onClose={onClose}
      onConfirm={() => void run(host.end())}
    />
  );
}
