import { type SubmitEvent, useRef, useState } from 'react';
import { homeTexts } from '../../i18n/home.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './HomePage.module.css';
import { parseRoomLink } from './parseRoomLink.ts';

interface JoinFormProps {
  onOpenRoom: (roomId: string, fragment?: string) => void;
}

/** One field for whatever leads to a meeting: a code, a name, a link, a message with a link in it. */
export function JoinForm({ onOpenRoom }: JoinFormProps) {
  const t = useText(homeTexts);
  const field = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState(false);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = parseRoomLink(field.current?.value ?? '', location.origin);
    if (target === null) {
      setFailed(true);
      field.current?.focus();
    } else if (target.kind === 'here') {
      onOpenRoom(target.roomId, target.fragment);
    } else {
      location.assign(target.url);
    }
  };

  return (
    <form className={styles['join']} onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={t.codeLabel}
        hideLabel
        placeholder={t.codePlaceholder}
        large
        error={failed ? t.notFound : null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="go"
        onChange={() => setFailed(false)}
      />
      <Button type="submit" size="large">
        {t.join}
      </Button>
    </form>
  );
}
