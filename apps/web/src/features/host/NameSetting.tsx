import { limits } from '@parley/protocol';
import { type SubmitEvent, useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface NameSettingProps {
  name: string;
  onChange: (name: string) => Promise<boolean>;
}

/** What the meeting is called. */
export function NameSetting({ name, onChange }: NameSettingProps) {
  const t = useText(hostTexts);
  const [typed, setTyped] = useState(name);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.trim() !== name) void onChange(typed);
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={t.name}
        hint={t.nameHint}
        value={typed}
        maxLength={limits.roomNameMaxLength}
        autoComplete="off"
        trailing={
          <Button type="submit" variant="ghost" disabled={typed.trim() === name}>
            {t.save}
          </Button>
        }
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}
