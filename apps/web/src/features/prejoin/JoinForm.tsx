import { isDisplayName, limits, normalizeDisplayName } from '@parley/protocol';
import { type SubmitEvent, useRef, useState } from 'react';
import { errorTexts } from '../../i18n/errors.ts';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import type { JoinProblem } from '../../room/RoomVisit.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CameraSelect, MicrophoneSelect } from './DeviceSelects.tsx';
import { rememberDisplayName } from './displayName.ts';
import { LevelMeter } from './LevelMeter.tsx';
import styles from './PrejoinPage.module.css';

interface JoinFormProps {
  name: string;
  onName: (name: string) => void;
  joining: boolean;
  problem: JoinProblem | null;
  onJoin: (displayName: string) => void;
}

/** Name, devices, Join. */
export function JoinForm({ name, onName, joining, problem, onJoin }: JoinFormProps) {
  const t = useText(prejoinTexts);
  const errors = useText(errorTexts);
  const field = useRef<HTMLInputElement>(null);
  const [nameless, setNameless] = useState(false);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const displayName = normalizeDisplayName(name);
    if (!isDisplayName(displayName)) {
      setNameless(true);
      field.current?.focus();
      return;
    }
    rememberDisplayName(displayName);
    onJoin(displayName);
  };

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={t.name}
        placeholder={t.namePlaceholder}
        value={name}
        maxLength={limits.displayNameMaxLength}
        error={nameless ? t.nameNeeded : null}
        autoComplete="name"
        enterKeyHint="go"
        onChange={(event) => {
          setNameless(false);
          onName(event.target.value);
        }}
      />
      <CameraSelect />
      <div className={styles['microphone']}>
        <MicrophoneSelect />
        <LevelMeter />
      </div>
      <div className={styles['join']}>
        {problem !== null && (
          <Notice tone="danger" code={problem}>
            {errors[problem]}
          </Notice>
        )}
        <Button type="submit" variant="primary" size="large" full busy={joining}>
          {joining ? t.joining : t.join}
        </Button>
      </div>
    </form>
  );
}
