import { ClipboardPaste } from 'lucide-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { homeTexts } from '../../i18n/home.ts';
import { useText } from '../../i18n/useText.ts';
import { canPaste, pastedText } from '../../platform/clipboard.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
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
  const [problem, setProblem] = useState<'notFound' | 'pasteFailed' | null>(null);

  const fail = (reason: 'notFound' | 'pasteFailed') => {
    setProblem(reason);
    field.current?.focus();
  };

  const open = (text: string) => {
    const target = parseRoomLink(text, location.origin);
    if (target === null) {
      fail('notFound');
    } else if (target.kind === 'here') {
      onOpenRoom(target.roomId, target.fragment);
    } else {
      location.assign(target.url);
    }
  };

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    open(field.current?.value ?? '');
  };

  const paste = async () => {
    const text = await pastedText(navigator);
    if (field.current === null) return;
    if (text === null) {
      fail('pasteFailed');
    } else {
      field.current.value = text;
      open(text);
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
        error={problem === null ? null : t[problem]}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="go"
        onChange={() => setProblem(null)}
        trailing={
          canPaste(navigator) && (
            <IconButton label={t.paste} icon={ClipboardPaste} shape="square" onClick={() => void paste()} />
          )
        }
      />
      <Button type="submit" size="large">
        {t.join}
      </Button>
    </form>
  );
}
