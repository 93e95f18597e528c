export { displayNameSchema, mediaSourceSchema, roomIdSchema } from './models.ts';
export type {
  ChatMessage,
  ConnectionQuality,
  ConsumerParameters,
  DeviceClass,
  MediaSource,
  RoomState,
  User,
  VideoCodec,
  View,
} from './models.ts';
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
export { iceServersSchema, mediaInfoSchema, roomInfoSchema, roomPeopleSchema } from './http.ts';
export type { IceServers, MediaInfo, RoomInfo, RoomPeople } from './http.ts';
export { limits } from './limits.ts';
export { requests } from './requests.ts';
export type { ParsedPayloadOf, PayloadOf, RequestName, ResultOf } from './requests.ts';
export { generateRoomId, isRoomId, normalizeRoomId } from './roomId.ts';
export type { Ack, ClientToServerEvents, ServerToClientEvents } from './socketEvents.ts';
