import { limits } from '@parley/protocol';
import { LockKeyhole } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './RoomSettingsDialog.module.css';

interface PasscodeSettingProps {
  hasPasscode: boolean;
  /** Null takes it away. */
  onChange: (passcode: string | null) => Promise<boolean>;
}

/** The passcode: it can be set anew and taken away, but not read. */
export function PasscodeSetting({ hasPasscode, onChange }: PasscodeSettingProps) {
  const t = useText(hostTexts);
  const [typed, setTyped] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const passcode = typed.trim();
    setTooShort(passcode.length < limits.passcodeMinLength);
    if (passcode.length >= limits.passcodeMinLength && (await onChange(passcode))) setTyped('');
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField
        label={t.passcode}
        hint={t.passcodeHint}
        error={tooShort ? t.passcodeTooShort : null}
        value={typed}
        maxLength={limits.passcodeMaxLength}
        autoComplete="off"
        trailing={
          <Button type="submit" variant="ghost" disabled={typed.trim() === ''}>
            {hasPasscode ? t.changePasscode : t.setPasscode}
          </Button>
        }
        onChange={(event) => {
          setTyped(event.target.value);
          setTooShort(false);
        }}
      />
      {hasPasscode && (
        <p className={styles['said']}>
          <LockKeyhole size={16} aria-hidden="true" />
          {t.passcodeSet}
          <Button variant="ghost" onClick={() => void onChange(null)}>
            {t.removePasscode}
          </Button>
        </p>
      )}
    </form>
  );
}
