import type { RoomChanges, RoomSettings, RoomState } from '@parley/protocol';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { useHostAction } from '../../room/useHostAction.ts';
import { useIsHost } from '../../room/useRole.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { AllowSettings } from './AllowSettings.tsx';
import { NameSetting } from './NameSetting.tsx';
import { PeopleLimitSetting } from './PeopleLimitSetting.tsx';
import { PasscodeSetting } from './PasscodeSetting.tsx';
import styles from './RoomSettingsDialog.module.css';

interface RoomSettingsDialogProps {
  open: boolean;
  onClose: () => void;
}

/** The room's rules, for hosts while the meeting runs: each change counts at once. */
export function RoomSettingsDialog({ open, onClose }: RoomSettingsDialogProps) {
  const t = useText(hostTexts);
  const call = useText(callTexts);
  const room = useRoom((snapshot) => snapshot.room);
  const host = useIsHost();
  return (
    <Dialog
      open={open && host}
      onClose={onClose}
      title={t.settings}
      closeLabel={call.close}
      size="medium"
      variant="sheet"
    >
      {room && <RoomSettingsForm room={room} />}
    </Dialog>
  );
}

function RoomSettingsForm({ room: { settings, maxParticipants } }: { room: RoomState }) {
  const t = useText(hostTexts);
  const client = useRoomClient();
  const run = useHostAction();
  const change = (changes: RoomChanges) => run(client.host.update(changes));
  const rules = [
    { value: 'longest-present', label: t.successionLongest },
    { value: 'nobody', label: t.successionNobody },
    { value: 'end', label: t.successionEnd },
  ] as const;
  return (
    <div className={styles['form']}>
      <NameSetting key={settings.name} name={settings.name} onChange={(name) => change({ name })} />
      <section className={styles['group']} aria-label={t.gettingIn}>
        <h3 className={styles['title']}>{t.gettingIn}</h3>
        <EntrySwitches settings={settings} onChange={change} />
        <PeopleLimitSetting
          maxParticipants={maxParticipants}
          onChange={(maximum) => change({ maxParticipants: maximum })}
        />
        <PasscodeSetting hasPasscode={settings.hasPasscode} onChange={(passcode) => change({ passcode })} />
      </section>
      <AllowSettings allow={settings.allow} onChange={(allow) => change({ allow })} />
      <Select
        label={t.succession}
        options={rules}
        value={settings.succession}
        onChange={(value) => {
          const rule = rules.find((option) => option.value === value);
          if (rule) void change({ succession: rule.value });
        }}
      />
    </div>
  );
}

interface EntrySwitchesProps {
  settings: RoomSettings;
  onChange: (changes: RoomChanges) => Promise<boolean>;
}

function EntrySwitches({ settings, onChange }: EntrySwitchesProps) {
  const t = useText(hostTexts);
  const client = useRoomClient();
  const run = useHostAction();
  return (
    <>
      <Switch
        label={t.lobbySetting}
        hint={t.lobbyHint}
        checked={settings.lobby}
        onChange={(lobby) => void onChange({ lobby })}
      />
      <Switch
        label={t.waitForHost}
        hint={t.waitForHostHint}
        checked={settings.waitForHost}
        onChange={(waitForHost) => void onChange({ waitForHost })}
      />
      <Switch
        label={t.joinMuted}
        hint={t.joinMutedHint}
        checked={settings.joinMuted}
        onChange={(joinMuted) => void onChange({ joinMuted })}
      />
      <Switch
        label={t.lockSetting}
        hint={t.lockHint}
        checked={settings.locked}
        onChange={(locked) => void run(client.host.lock(locked))}
      />
    </>
  );
}
