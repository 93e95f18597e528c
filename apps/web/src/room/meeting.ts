import { LocalMedia, RoomClient, publishLocalMedia } from '@parley/client';

/** One visit's connection to the server and this person's devices, tied together. */
export interface Meeting {
  readonly client: RoomClient;
  readonly media: LocalMedia;
  /** Leaves, ends every track and connection. */
  close: () => void;
}

/** Whatever the devices deliver is what the client sends, from the moment it is in a room. */
export function openMeeting(): Meeting {
  const client = new RoomClient({ url: '' });
  const media = new LocalMedia();
  const stopPublishing = publishLocalMedia(client, media);
  return {
    client,
    media,
    close: () => {
      stopPublishing();
      client.close();
      media.close();
    },
  };
}
