import { limits } from '@parley/protocol';
import { SendHorizontal } from 'lucide-react';
import { type Dispatch, type KeyboardEvent, type SetStateAction, useEffect, useId, useRef } from 'react';
import { chatTexts } from '../../i18n/chat.ts';
import { useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './ChatComposer.module.css';
import { useSendChat } from './useSendChat.ts';

/** From here on it is said how much room is left. */
const COUNT_BELOW = 200;

interface ChatComposerProps {
  draft: string;
  onDraft: Dispatch<SetStateAction<string>>;
}

/** Enter sends, Shift+Enter breaks the line, and an Enter that ends a Hangul syllable does neither. */
export function ChatComposer({ draft, onDraft }: ChatComposerProps) {
  const t = useText(chatTexts);
  const field = useRef<HTMLTextAreaElement>(null);
  const errorId = useId();
  const { send, sending, error } = useSendChat(draft, onDraft);
  const left = limits.chatTextMaxLength - draft.length;

  useEffect(() => {
    // On touch screens the keyboard would jump over what one came to read.
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus();
  }, []);

  const submit = () => {
    send();
    field.current?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    // Safari ends the composition before its Enter arrives; only the old key code still tells.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    submit();
  };

  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p id={errorId} className={styles['error']} role="alert" hidden={error === null}>
        {error}
      </p>
      <div className={styles['row']}>
        <textarea
          ref={field}
          className={styles['field']}
          rows={1}
          value={draft}
          maxLength={limits.chatTextMaxLength}
          placeholder={t.placeholder}
          aria-label={t.field}
          aria-describedby={errorId}
          aria-invalid={error !== null || undefined}
          enterKeyHint="send"
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={keyDown}
        />
        <IconButton
          type="submit"
          label={t.send}
          icon={SendHorizontal}
          variant="accent"
          busy={sending}
          disabled={draft.trim() === ''}
          tooltipPlacement="top-end"
        />
      </div>
      {left < COUNT_BELOW && (
        <p className={styles['left']} role="status">
          {t.left(left)}
        </p>
      )}
    </form>
  );
}
