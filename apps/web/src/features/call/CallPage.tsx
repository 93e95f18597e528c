import { useEffect } from 'react';
import { followKeyboard } from '../../platform/keyboard.ts';
import { LocalMediaProvider } from '../../room/localMediaContext.tsx';
import { MediaGuardProvider } from '../../room/mediaGuardContext.tsx';
import { PersonSettingsProvider } from '../../room/personSettingsContext.tsx';
import { RoomProvider } from '../../room/roomContext.tsx';
import type { LocalMedia, RoomClient } from '../../room/roomTypes.ts';
import { dismissToasts } from '../../ui/toasts.ts';
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
  useEffect(() => followKeyboard(window), []);
  useEffect(() => dismissToasts, []); // what was said of the call ends with it
  return (
    <RoomProvider client={client}>
      <LocalMediaProvider media={media}>
        <MediaGuardProvider>
          <PersonSettingsProvider>
            <PersonDialogs>
              <Call parts={parts} />
            </PersonDialogs>
          </PersonSettingsProvider>
        </MediaGuardProvider>
      </LocalMediaProvider>
    </RoomProvider>
  );
}
