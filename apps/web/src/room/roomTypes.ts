/** What features may know of the SDK: data shapes only. Only `room/` imports the SDK itself. */
export type {
  CameraLimits,
  DataUse,
  DeviceInfo,
  Fault,
  LocalMedia,
  MediaErrorReason,
  Moderation,
  RemoteUser,
  RoomClient,
  RoomSnapshot,
  SignalErrorCode,
  Waiting,
} from '@parley/client';
export type { ChatMessage, ConnectionQuality, View } from '@parley/protocol';
