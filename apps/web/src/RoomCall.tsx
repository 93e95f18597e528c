import { CallPage } from './features/call/CallPage.tsx';
import { ChatPanel } from './features/chat/ChatPanel.tsx';
import { InviteCard } from './features/invite/InviteCard.tsx';
import { InviteDialog } from './features/invite/InviteDialog.tsx';
import type { LocalMedia, RoomClient } from './room/roomTypes.ts';

const parts = { ChatPanel, InviteCard, InviteDialog };

interface RoomCallProps {
  /** Joined. */
  client: RoomClient;
  media: LocalMedia;
}

/** The call page with the features it shows: here they meet, loaded as one chunk. */
export function RoomCall({ client, media }: RoomCallProps) {
  return <CallPage client={client} media={media} parts={parts} />;
}
