import { LocalMediaProvider } from '../../room/localMediaContext.tsx';
import { PersonSettingsProvider } from '../../room/personSettingsContext.tsx';
import { RoomProvider } from '../../room/roomContext.tsx';
import type { LocalMedia, RoomClient } from '../../room/roomTypes.ts';
import { Call } from './Call.tsx';
import type { CallParts } from './callParts.ts';
import { PersonDialogs } from './PersonDialogs.tsx';

interface CallPageProps {
  /** Joined. The page leaves the room when asked to; closing the client is its owner's. */
  client: RoomClient;
  media: LocalMedia;
  parts: CallParts;
}

/** The meeting itself. */
export function CallPage({ client, media, parts }: CallPageProps) {
  return (
    <RoomProvider client={client}>
      <LocalMediaProvider media={media}>
        <PersonSettingsProvider>
          <PersonDialogs>
            <Call parts={parts} />
          </PersonDialogs>
        </PersonSettingsProvider>
      </LocalMediaProvider>
    </RoomProvider>
  );
}
