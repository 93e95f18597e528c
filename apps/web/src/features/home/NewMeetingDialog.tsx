import { useState } from 'react';
import { newMeetingTexts } from '../../i18n/newMeeting.ts';
import { useText } from '../../i18n/useText.ts';
import { rememberHostKey } from '../../room/hostKeys.ts';
import type { NewRoomChoices } from '../../room/roomsApi.ts';
import { ApiError, type ApiErrorCode, createRoom } from '../../room/roomsApi.ts';
import { rememberRoom } from '../../room/useRecentRooms.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { HostLinkNote } from './HostLinkNote.tsx';
import { MeetingOptionsForm } from './MeetingOptionsForm.tsx';

interface NewMeetingDialogProps {
  open: boolean;
  onClose: () => void;
  onOpenRoom: (roomId: string) => void;
}

interface Made {
  roomId: string;
  hostKey: string;
}

/** A meeting with options: first what it shall be like, then, once, the link that makes its host. */
export function NewMeetingDialog({ open, onClose, onOpenRoom }: NewMeetingDialogProps) {
  const t = useText(newMeetingTexts);
  const [made, setMade] = useState<Made | null>(null);
  const [creating, setCreating] = useState(false);
  const [error, setError] = useState<ApiErrorCode | null>(null);

  const create = async (choices: NewRoomChoices) => {
    setCreating(true);
    setError(null);
    try {
      const { roomId, hostKey } = await createRoom(choices);
      rememberHostKey(roomId, hostKey);
      // Made for later: without a link at hand it would be lost when this dialog is closed.
      rememberRoom({ roomId, joinedAt: Date.now() });
      setMade({ roomId, hostKey });
    } catch (failure) {
      setError(failure instanceof ApiError ? failure.code : 'INTERNAL');
    } finally {
      setCreating(false);
    }
  };

  const close = () => {
    setMade(null);
    setError(null);
    onClose();
  };

  return (
    <Dialog
      open={open}
      onClose={close}
      title={made === null ? t.title : t.madeTitle}
      closeLabel={t.close}
      variant="sheet"
      size="medium"
    >
      {made === null ? (
        <MeetingOptionsForm busy={creating} error={error} onSubmit={(choices) => void create(choices)} />
      ) : (
        <HostLinkNote {...made} onOpen={() => onOpenRoom(made.roomId)} />
      )}
    </Dialog>
  );
}
