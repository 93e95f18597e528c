export {
  displayNameSchema,
  mediaSourceSchema,
  roomIdSchema,
  userSchema,
  videoCodecSchema,
} from './models.ts';
export type {
  ChatMessage,
  ConnectionQuality,
  ConsumerParameters,
  DeviceClass,
  LobbyGuest,
  MediaFault,
  MediaSource,
  RecordAccess,
  RoomState,
  User,
  VideoCodec,
  View,
  WaitReason,
} from './models.ts';
export {
  openRoom,
  roleSchema,
  roomChangesSchema,
  roomChoicesSchema,
  roomSettingsSchema,
} from './roomSettings.ts';
export type { Audience, Role, RoomChanges, RoomChoices, RoomSettings } from './roomSettings.ts';
export type {
  DtlsFingerprint,
  DtlsParameters,
  IceParameters,
  IceServer,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportParameters,
} from './rtp.ts';
export { isDisplayName, normalizeDisplayName } from './displayName.ts';
export { errorMessages, isErrorCode } from './errorCodes.ts';
export type { ErrorCode, ProtocolError } from './errorCodes.ts';
export { events } from './events.ts';
export type { EventName, EventOf } from './events.ts';
export {
  createdRoomSchema,
  entranceSchema,
  iceServersSchema,
  mediaInfoSchema,
  meetingRecordSchema,
  roomInfoSchema,
} from './http.ts';
export type {
  Attendance,
  CreatedRoom,
  Entrance,
  IceServers,
  MediaInfo,
  MeetingRecord,
  RoomInfo,
} from './http.ts';
export { limits } from './limits.ts';
export { requests } from './requests.ts';
export type { ParsedPayloadOf, PayloadOf, RequestName, ResultOf } from './requests.ts';
export { generateRoomId, isRoomId, normalizeRoomId } from './roomId.ts';
export type { Ack, ClientToServerEvents, ServerToClientEvents } from './socketEvents.ts';
