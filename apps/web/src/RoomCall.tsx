import { lazy, Suspense } from 'react';
import { CallPage } from './features/call/CallPage.tsx';
import { ChatPanel } from './features/chat/ChatPanel.tsx';
import { HostNews } from './features/host/HostNews.tsx';
import { LeaveButton } from './features/host/LeaveButton.tsx';
import { LobbyNotice } from './features/host/LobbyNotice.tsx';
import { RoomSettingsDialog } from './features/host/RoomSettingsDialog.tsx';
import { InviteCard } from './features/invite/InviteCard.tsx';
import { InviteDialog } from './features/invite/InviteDialog.tsx';
import { UnkeptNotice } from './features/host/UnkeptNotice.tsx';
import { PeoplePanel } from './features/people/PeoplePanel.tsx';
import { useRoom } from './room/roomContext.tsx';
import type { LocalMedia, RoomClient } from './room/roomTypes.ts';

const LazyFaults = lazy(async () => ({ default: (await import('./features/faults/Faults.tsx')).Faults }));

/** Nothing of it is loaded where the server allows no faults. */
function Faults() {
  const allowed = useRoom(({ faultsAllowed }) => faultsAllowed);
  return (
    allowed && (
      <Suspense>
        <LazyFaults />
      </Suspense>
    )
  );
}

const parts = {
  ChatPanel,
  PeoplePanel,
  InviteCard,
  InviteDialog,
  Faults,
  HostNews,
  UnkeptNotice,
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
