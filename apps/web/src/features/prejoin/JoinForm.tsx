import { isDisplayName, limits, normalizeDisplayName } from '@parley/protocol';
import { type SubmitEvent, Suspense, useEffect, useRef, useState } from 'react';
import { prejoinTexts } from '../../i18n/prejoin.ts';
import { useText } from '../../i18n/useText.ts';
import type { JoinProblem } from '../../room/RoomVisit.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CameraSelect, MicrophoneSelect } from './DeviceSelects.tsx';
import { rememberDisplayName } from './displayName.ts';
import { JoinProblemNotice } from './lazyProblems.ts';
import { LevelMeter } from './LevelMeter.tsx';
import styles from './PrejoinPage.module.css';
import { useIsAhead } from './useIsAhead.ts';

interface JoinFormProps {
  name: string;
  onName: (name: string) => void;
  asksPasscode: boolean;
  joining: boolean;
  problem: JoinProblem | null;
  /** Before this, the server takes no further try. */
  retryAtMs: number | null;
  onJoin: (displayName: string, passcode: string | null) => void;
}

/** Name, the passcode where one is asked for, devices, Join. */
export function JoinForm(props: JoinFormProps) {
  const { name, onName, asksPasscode, joining, problem, retryAtMs, onJoin } = props;
  const paused = useIsAhead(retryAtMs);
  const t = useText(prejoinTexts);
  const field = useRef<HTMLInputElement>(null);
  const [passcode, setPasscode] = useState('');
  const [edited, setEdited] = useState(false);
  const isWrong = problem === 'WRONG_PASSCODE' || problem === 'PASSCODE_REQUIRED';
  const hasPasscode = asksPasscode || isWrong || passcode !== '';
  const [nameless, setNameless] = useState(false);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (paused) return;
    const displayName = normalizeDisplayName(name);
    if (!isDisplayName(displayName)) {
      setNameless(true);
      field.current?.focus();
      return;
    }
    setEdited(false);
    rememberDisplayName(displayName);
    onJoin(displayName, hasPasscode && passcode !== '' ? passcode : null);
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
      {hasPasscode && (
        <PasscodeField
          value={passcode}
          paused={paused}
          problem={isWrong && !edited ? problem : null}
          onChange={(text) => {
            setEdited(true);
            setPasscode(text);
          }}
        />
      )}
      <CameraSelect />
      <div className={styles['microphone']}>
        <MicrophoneSelect />
        <LevelMeter />
      </div>
      <div className={styles['join']}>
        {problem !== null && !isWrong && (
          <Suspense>
            <JoinProblemNotice problem={problem} retryAtMs={retryAtMs} />
          </Suspense>
        )}
        <Button
          type="submit"
          variant="primary"
          size="large"
          full
          busy={joining}
          aria-disabled={paused || undefined}
        >
          {joining ? t.joining : t.join}
        </Button>
      </div>
    </form>
  );
}

interface PasscodeFieldProps {
  value: string;
  /** Another one is not taken yet. The focus stays all the same. */
  paused: boolean;
  problem: 'WRONG_PASSCODE' | 'PASSCODE_REQUIRED' | null;
  onChange: (passcode: string) => void;
}

function PasscodeField({ value, paused, problem, onChange }: PasscodeFieldProps) {
  const t = useText(prejoinTexts);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (problem === null) return;
    field.current?.focus();
    field.current?.select();
  }, [problem]);
  const error = problem === 'WRONG_PASSCODE' ? t.passcodeWrong : t.passcodeNeeded;
  return (
    <TextField
      ref={field}
      label={t.passcode}
      value={value}
      maxLength={limits.passcodeMaxLength}
      error={problem === null ? null : error}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="go"
      readOnly={paused}
      aria-disabled={paused || undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
