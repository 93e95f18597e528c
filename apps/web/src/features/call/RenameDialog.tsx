import { isDisplayName, limits, normalizeDisplayName } from '@parley/protocol';
import { type SubmitEvent, useId, useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { errorTexts } from '../../i18n/errors.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom, useRoomClient } from '../../room/roomContext.tsx';
import { useHostAction } from '../../room/useHostAction.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface RenameDialogProps {
  userId: string;
  name: string;
  onClose: () => void;
}

/** Another name for somebody, or for oneself; open as long as it is rendered. */
export function RenameDialog({ userId, name, onClose }: RenameDialogProps) {
  const t = useText(hostTexts);
  const errors = useText(errorTexts);
  const { host } = useRoomClient();
  const isSelf = useRoom((room) => room.userId === userId);
  const run = useHostAction();
  const formId = useId();
  const [typed, setTyped] = useState(name);
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const displayName = normalizeDisplayName(typed);
    if (!isDisplayName(displayName)) {
      setWrong(true);
      return;
    }
    onClose();
    if (displayName !== name) void run(host.rename(userId, displayName));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={isSelf ? t.renameSelf : t.renamePerson(name)}
      closeLabel={t.cancel}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t.save}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={t.newName}
          value={typed}
          maxLength={limits.displayNameMaxLength}
          autoComplete="off"
          data-initial-focus
          error={wrong ? errors.INVALID_DISPLAY_NAME : null}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
      </form>
    </Dialog>
  );
}
