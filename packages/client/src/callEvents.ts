import { SignalError } from './errors.ts';
import type { Membership } from './Membership.ts';
import type { ModerationListeners } from './Moderation.ts';
import type { NetworkWatch } from './NetworkWatch.ts';
import type { Publisher } from './Publisher.ts';
import { roomEventHandlers } from './roomEvents.ts';
import type { CloseReason, RoomStore } from './RoomStore.ts';
import type { EventHandlers } from './SignalClient.ts';
import type { SpeakingTracker } from './SpeakingTracker.ts';
import type { StageTracker } from './StageTracker.ts';

export interface CallEventsContext {
  store: RoomStore;
  speaking: SpeakingTracker;
  stage: StageTracker;
  moderation: ModerationListeners;
  /** These are made after the connection that brings the events. */
  membership: () => Membership;
  publisher: () => Publisher;
  network: () => NetworkWatch;
  /** The meeting is being ended, by me. */
  isEnding: () => boolean;
  onProblem: (problem: unknown) => void;
  end: (reason: CloseReason) => void;
}

/** Every event of the server: shown, and passed to whoever has to do something about it. */
export function callEventHandlers(context: CallEventsContext): EventHandlers {
  const { store, speaking, stage } = context;
  const show = roomEventHandlers(store, speaking, stage);
  return {
    ...show,
    'user-joined': (event) => {
      show['user-joined'](event);
      context.membership().session?.refreshTracks();
    },
    'room-updated': (event) => {
      const before = store.getSnapshot().room;
      show['room-updated'](event);
      const { videoCodec, noH264 } = event.room;
      if (videoCodec !== before?.videoCodec || noH264 !== before.noH264)
        context.publisher().refreshPictures();
    },
    'audio-levels': (event) => {
      show['audio-levels'](event);
      context.network().onLevels(event);
    },
    ...mediaEventHandlers(context),
    ...doorEventHandlers(context),
    error: ({ code, message }) => {
      if (code === 'SESSION_REPLACED') context.end('replaced');
      else context.onProblem(new SignalError(code, { message }));
    },
  };
}

function mediaEventHandlers({ membership, publisher, moderation }: CallEventsContext) {
  return {
    'media-lost': () => membership().onMediaLost(),
    'media-reset': (event) => membership().onMediaReset(event),
    'producer-layers': (event) => publisher().setLayers(event),
    'new-consumers': ({ consumers }) => membership().session?.addConsumers(consumers),
    'consumers-closed': ({ consumerIds }) => membership().session?.removeConsumers(consumerIds),
    'consumer-layers': (event) => membership().session?.setConsumerLayers(event),
    muted: (event, number) => {
      if (!membership().isNews(number)) return;
      publisher().stopByServer(event.source);
      moderation.tell({ type: 'muted', ...event });
    },
    'unmute-asked': (event, number) => {
      if (membership().isNews(number)) moderation.tell({ type: 'unmute-asked', ...event });
    },
  } satisfies EventHandlers;
}

/** How one gets in, and what ends it. */
function doorEventHandlers({ store, membership, isEnding, end }: CallEventsContext) {
  return {
    'still-waiting': (event) => membership().onStillWaiting(event),
    admitted: (event) => membership().onAdmitted(event),
    denied: (event) => membership().onDenied(event),
    removed: ({ reason }) => {
      if (reason === 'removed') end('removed');
      else membership().onReturned();
    },
    'room-closed': ({ reason, record }) => {
      if (record !== undefined) store.update({ record });
      end(reason === 'ended' && isEnding() ? 'ended-by-me' : reason);
    },
  } satisfies EventHandlers;
}
