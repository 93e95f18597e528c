export { RoomClient } from './RoomClient.ts';
export type { RoomClientOptions } from './RoomClient.ts';
export type { JoinOptions } from './Membership.ts';
export type { HostControls } from './HostControls.ts';
export type { Moderation } from './Moderation.ts';
export type {
  CloseReason,
  LocalSource,
  LocalSources,
  MediaConnection,
  PictureSource,
  ReceivedPicture,
  RemoteUser,
  RoomSnapshot,
  RoomStatus,
  RoomStore,
  Waiting,
} from './RoomStore.ts';
export type { DesiredSource } from './SourceSender.ts';
export type { ShownViews } from './ViewReporter.ts';
export { MediaError, SignalError } from './errors.ts';
export type { MediaErrorReason, SignalErrorCode } from './errors.ts';
export { LocalMedia } from './LocalMedia.ts';
export type { LocalMediaSnapshot, MicrophoneSnapshot, ScreenSnapshot } from './LocalMedia.ts';
export type { CapturePlatform } from './captureDevices.ts';
export type { CaptureSnapshot, CaptureState } from './CaptureSlot.ts';
export type { DeviceInfo, Devices } from './DeviceList.ts';
export { publishLocalMedia } from './publishLocalMedia.ts';
export { randomId } from './randomId.ts';
