export { Bot } from './Bot.ts';
export type { BotOptions } from './Bot.ts';
export type { BotStats, BotTiming, RemoteStats } from './BotStats.ts';
export { BareEndpoint, CAMERA_ENCODINGS } from './bare/BareEndpoint.ts';
export type { BareConsumer, BareEndpointOptions, BareProducer } from './bare/BareEndpoint.ts';
export { ensureMedia } from './media/ensureMedia.ts';
export type { EnsureMediaOptions } from './media/ensureMedia.ts';
export type { Hearing } from './hearing.ts';
export { MediaLibrary } from './media/MediaLibrary.ts';
export { AudioClipTrack, VideoClipTrack } from './native/ClipTrack.ts';
export type { SpeechStart } from './native/ClipTrack.ts';
export { createNativeHandlerFactory } from './native/NativeHandler.ts';
export type { NativeHandlerOptions } from './native/NativeHandler.ts';
export { Pacer, sharedPacer } from './native/Pacer.ts';
export type { FrameQuery } from './native/receive/FrameLog.ts';
export type {
  ReceivedAudioStats,
  ReceivedStats,
  ReceivedVideoStats,
  SizeChange,
} from './native/receive/ReceivedStats.ts';
