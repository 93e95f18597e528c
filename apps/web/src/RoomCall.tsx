import { CallPage } from './features/call/CallPage.tsx';
import { ChatPanel } from './features/chat/ChatPanel.tsx';
import { HostNews } from './features/host/HostNews.tsx';
import { LeaveButton } from './features/host/LeaveButton.tsx';
import { LobbyNotice } from './features/host/LobbyNotice.tsx';
import { RoomSettingsDialog } from './features/host/RoomSettingsDialog.tsx';
import { InviteCard } from './features/invite/InviteCard.tsx';
import { InviteDialog } from './features/invite/InviteDialog.tsx';
import { PeoplePanel } from './features/people/PeoplePanel.tsx';
import type { LocalMedia, RoomClient } from './room/roomTypes.ts';

const parts = {
  ChatPanel,
  PeoplePanel,
  InviteCard,
  InviteDialog,
  HostNews,
  LobbyNotice,
  RoomSettingsDialog,
  LeaveButton,
};

interface RoomCallProps {
  /** Joined. */
  client: RoomClient;
  media: LocalMedia;
}

/** The call page with the features it shows: here they meet, loaded as one chunk. */
export function RoomCall({ client, media }: RoomCallProps) {
  return <CallPage client={client} media={media} parts={parts} />;
}
