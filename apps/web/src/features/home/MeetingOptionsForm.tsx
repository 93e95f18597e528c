import { limits } from '@parley/protocol';
import { type SubmitEvent, useRef, useState } from 'react';
import { errorTexts } from '../../i18n/errors.ts';
import { newMeetingTexts } from '../../i18n/newMeeting.ts';
import { useText } from '../../i18n/useText.ts';
import type { ApiErrorCode, NewRoomChoices } from '../../room/roomsApi.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type MeetingOptions, choicesOf, plainMeeting } from './meetingOptions.ts';
import { MeetingRules } from './MeetingRules.tsx';
import styles from './NewMeetingDialog.module.css';

interface MeetingOptionsFormProps {
  busy: boolean;
  error: ApiErrorCode | null;
  onSubmit: (choices: NewRoomChoices) => void;
}

/** What most people choose first; the rest is behind "more". */
export function MeetingOptionsForm({ busy, error, onSubmit }: MeetingOptionsFormProps) {
  const t = useText(newMeetingTexts);
  const errors = useText(errorTexts);
  const [options, setOptions] = useState(plainMeeting);
  const [checked, setChecked] = useState(false);
  const passcode = useRef<HTMLInputElement>(null);
  const change = (changes: Partial<MeetingOptions>) => setOptions({ ...options, ...changes });
  const length = options.passcode.trim().length;
  const tooShort = length > 0 && length < limits.passcodeMinLength;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setChecked(true);
    if (tooShort) passcode.current?.focus();
    else if (event.currentTarget.reportValidity() && !busy) onSubmit(choicesOf(options));
  };

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <div className={styles['pair']}>
        <TextField
          label={t.name}
          placeholder={t.namePlaceholder}
          value={options.name}
          maxLength={limits.roomNameMaxLength}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextField
          ref={passcode}
          label={t.passcode}
          placeholder={t.passcodePlaceholder}
          value={options.passcode}
          maxLength={limits.passcodeMaxLength}
          error={checked && tooShort ? t.passcodeShort(limits.passcodeMinLength) : null}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => change({ passcode: event.target.value })}
        />
      </div>
      <div>
        <Switch
          label={t.lobby}
          hint={t.lobbyHint}
          checked={options.lobby}
          onChange={(lobby) => change({ lobby })}
        />
        <Switch
          label={t.waitForHost}
          hint={t.waitForHostHint}
          checked={options.waitForHost}
          onChange={(waitForHost) => change({ waitForHost })}
        />
        <Switch
          label={t.joinMuted}
          hint={t.joinMutedHint}
          checked={options.joinMuted}
          onChange={(joinMuted) => change({ joinMuted })}
        />
      </div>
      <MeetingRules options={options} onChange={change} />
      {error !== null && (
        <Notice tone="danger" code={error}>
          {errors[error]}
        </Notice>
      )}
      <div className={styles['submit']}>
        <Button type="submit" variant="primary" size="large" full busy={busy}>
          {t.create}
        </Button>
      </div>
    </form>
  );
}
