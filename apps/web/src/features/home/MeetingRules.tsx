import type { Audience } from '@parley/protocol';
import { ChevronDown } from 'lucide-react';
import { newMeetingTexts } from '../../i18n/newMeeting.ts';
import { useText } from '../../i18n/useText.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { MeetingOptions } from './meetingOptions.ts';
import styles from './NewMeetingDialog.module.css';

interface MeetingRulesProps {
  options: MeetingOptions;
  onChange: (changes: Partial<MeetingOptions>) => void;
}

const ACTIONS = ['share', 'chat', 'unmute', 'camera'] as const;
const CODECS = ['vp8', 'vp9', 'av1', 'h264'] as const;
const SUCCESSIONS = ['longest-present', 'nobody', 'end'] as const;

/** Who may do what, and what few people change; closed at first. */
export function MeetingRules({ options, onChange }: MeetingRulesProps) {
  const t = useText(newMeetingTexts);
  return (
    <details className={styles['more']}>
      <summary className={styles['summary']}>
        {t.more}
        <ChevronDown size={18} aria-hidden="true" className={styles['chevron']} />
      </summary>
      <div className={styles['rules']}>
        <fieldset className={styles['group']}>
          <legend className={styles['legend']}>{t.whoMay}</legend>
          <div className={styles['pair']}>
            {ACTIONS.map((action) => (
              <AudienceSelect
                key={action}
                label={t[action]}
                value={options[action]}
                onChange={(audience) => onChange({ [action]: audience })}
              />
            ))}
          </div>
        </fieldset>
        <div className={styles['pair']}>
          <Select
            label={t.succession}
            options={SUCCESSIONS.map((value) => ({ value, label: t[value] }))}
            value={options.succession}
            onChange={(value) =>
              onChange({ succession: SUCCESSIONS.find((known) => known === value) ?? 'longest-present' })
            }
          />
          <TextField
            label={t.maximum}
            placeholder={t.maximumPlaceholder}
            value={options.maxParticipants}
            type="number"
            inputMode="numeric"
            min={2}
            max={10_000}
            step={1}
            onChange={(event) => onChange({ maxParticipants: event.target.value })}
          />
          <Select
            label={t.codec}
            options={CODECS.map((value) => ({ value, label: t[value] }))}
            value={options.videoCodec}
            onChange={(value) => onChange({ videoCodec: CODECS.find((known) => known === value) ?? 'vp8' })}
          />
        </div>
      </div>
    </details>
  );
}

interface AudienceSelectProps {
  label: string;
  value: Audience;
  onChange: (audience: Audience) => void;
}

function AudienceSelect({ label, value, onChange }: AudienceSelectProps) {
  const t = useText(newMeetingTexts);
  return (
    <Select
      label={label}
      options={[
        { value: 'everyone', label: t.everyone },
        { value: 'hosts', label: t.hosts },
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen === 'hosts' ? 'hosts' : 'everyone')}
    />
  );
}
