import type { Audience, RoomSettings } from '@parley/protocol';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { Select } from '../../ui/Select.tsx';
import styles from './RoomSettingsDialog.module.css';

type Allow = RoomSettings['allow'];

interface AllowSettingsProps {
  allow: Allow;
  onChange: (allow: Partial<Allow>) => Promise<boolean>;
}

/** Who may begin what. */
export function AllowSettings({ allow, onChange }: AllowSettingsProps) {
  const t = useText(hostTexts);
  const actions: readonly [keyof Allow, string][] = [
    ['share', t.mayShare],
    ['chat', t.mayChat],
    ['unmute', t.mayUnmute],
    ['camera', t.mayCamera],
  ];
  const audiences: readonly { value: Audience; label: string }[] = [
    { value: 'everyone', label: t.everyone },
    { value: 'hosts', label: t.hostsOnly },
  ];
  return (
    <section className={styles['group']} aria-label={t.whoMay}>
      <h3 className={styles['title']}>{t.whoMay}</h3>
      <div className={styles['choices']}>
        {actions.map(([action, label]) => (
          <Select
            key={action}
            label={label}
            options={audiences}
            value={allow[action]}
            onChange={(value) => void onChange({ [action]: value === 'hosts' ? 'hosts' : 'everyone' })}
          />
        ))}
      </div>
    </section>
  );
}
