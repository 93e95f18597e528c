import { type Dispatch, type SetStateAction, useState } from 'react';
import { chatTexts } from '../../i18n/chat.ts';
import { errorTexts } from '../../i18n/errors.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoomClient } from '../../room/roomContext.tsx';
import type { SignalErrorCode } from '../../room/roomTypes.ts';
import { signalErrorCode } from '../../room/signalErrorCode.ts';

/** Sends the draft. It is emptied when the message has arrived, and kept, with the reason, when it has not. */
export function useSendChat(draft: string, onDraft: Dispatch<SetStateAction<string>>) {
  const client = useRoomClient();
  const t = useText(chatTexts);
  const errors = useText(errorTexts);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<SignalErrorCode | null>(null);

  const deliver = async (text: string) => {
    setSending(true);
    setFailure(null);
    try {
      await client.sendChat(text);
      // What was typed since then is the next message.
      onDraft((now) => (now.startsWith(text) ? now.slice(text.length).trimStart() : now));
    } catch (error) {
      setFailure(signalErrorCode(error));
    } finally {
      setSending(false);
    }
  };

  const send = () => {
    if (!sending && draft.trim() !== '') void deliver(draft);
  };
  return { send, sending, error: failure === null ? null : t.notSent(errors[failure]) };
}
