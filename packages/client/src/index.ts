export { RoomClient } from './RoomClient.ts';
export type { RoomClientOptions } from './roomClientOptions.ts';
export type { JoinOptions } from './Membership.ts';
export type { DataUse } from './DataMeter.ts';
export type { Fault, FaultOptions } from './faults/faults.ts';
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
export type { CameraSnapshot, LocalMediaSnapshot, MicrophoneSnapshot, ScreenSnapshot } from './LocalMedia.ts';
export { PHONE_STYLE } from './constraints.ts';
export type { CameraStyle, DeviceKind, Facing } from './constraints.ts';
export type { CameraLimits } from './cameraLimits.ts';
export { MediaGuard } from './platform/MediaGuard.ts';
export type { GuardSnapshot } from './platform/MediaGuard.ts';
export type { CapturePlatform } from './captureDevices.ts';
export type { CaptureSnapshot, CaptureState } from './CaptureSlot.ts';
export type { DeviceInfo, Devices } from './DeviceList.ts';
export { publishLocalMedia } from './publishLocalMedia.ts';
export { randomId } from './randomId.ts';
