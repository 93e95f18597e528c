import type { EventName, EventOf } from '@parley/protocol';
import type { PeerMediaEvents } from '../media/PeerMedia.ts';
import type { RoomMediaEvents } from '../media/RoomMedia.ts';
import type { People } from './People.ts';

/** What a room's media tell everybody in it. */
export function roomMediaEvents(
  people: People,
  { onVideoCodec, onFailed, onPeersLost }: Pick<RoomMediaEvents, 'onVideoCodec' | 'onFailed' | 'onPeersLost'>,
): RoomMediaEvents {
  return {
    onLevels: (levels) =>
      people.broadcastVolatile('audio-levels', {
        levels: levels.map(({ ownerId, dbov }) => ({ userId: ownerId, dbov })),
      }),
    onActiveSpeaker: (userId) => people.broadcast('active-speaker', { userId }),
    onVoices: (userIds) => people.broadcast('voices', { userIds }),
    onVideoCodec,
    onFailed,
    onPeersLost,
  };
}

/** What a participant's media tell them. Until they are among the people nobody hears it: it belongs after their join. */
export function peerMediaEvents(people: People, userId: string): PeerMediaEvents {
  const notify = <N extends EventName>(name: N, data: EventOf<N>) => people.notify(userId, name, data);
  const announce = () => {
    const peer = people.get(userId);
    if (peer !== undefined) people.announce(peer);
  };
  return {
    onNewConsumers: (consumers) => notify('new-consumers', { consumers }),
    onConsumersClosed: (consumerIds) => notify('consumers-closed', { consumerIds }),
    onConsumerLayers: (state) => notify('consumer-layers', state),
    onProducerLayers: (producerId, layers) => notify('producer-layers', { producerId, layers }),
    onSourcesChanged: announce,
    onQualityChanged: () => people.announceQuality(userId),
  };
}
