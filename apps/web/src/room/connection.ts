import { type LocalMedia, RoomClient, publishLocalMedia } from '@parley/client';
import { currentDevice } from '../platform/device.ts';

export interface Connection {
  readonly client: RoomClient;
  close: () => void;
}

/** Whatever the devices deliver is what the client sends, from the moment it is in a room. */
export function openConnection(media: LocalMedia): Connection {
  const client = new RoomClient({ url: '', device: currentDevice() });
  const stopPublishing = publishLocalMedia(client, media);
  return {
    client,
    close: () => {
      stopPublishing();
      client.close();
    },
  };
}
