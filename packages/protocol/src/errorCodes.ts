/**
 * The closed set of error codes. They are stable: clients translate and decide by code, never by text.
 * The value says what happened and, where the receiver can do something about it, what to do.
 */
export const errorMessages = {
  INVALID_PAYLOAD: 'The request is not shaped as this event requires.',
  INVALID_ROOM_ID: 'A room id has 3 to 64 letters (a-z, Hangul), digits and single hyphens.',
  INVALID_DISPLAY_NAME: 'A name has 1 to 64 visible characters.',
  UNKNOWN_EVENT: 'There is no such event.',
  RATE_LIMITED: 'Too many requests. Wait a moment and try again.',
  NOT_JOINED: 'Join a room first.',
  ALREADY_JOINED: 'This connection is in a room already. Leave it first.',
  ROOM_NOT_FOUND: 'There is no room with this id.',
  ROOM_EXISTS: 'A room with this id exists already.',
  ROOM_FULL: 'This room is full.',
  ROOM_LOCKED: 'This room is locked.',
  PASSCODE_REQUIRED: 'This room asks for a passcode.',
  WRONG_PASSCODE: 'This is not the passcode.',
  TOO_MANY_TRIES: 'Too many wrong passcodes or keys. Wait as long as it says and try again.',
  WRONG_HOST_KEY: 'This is not the host key of this room.',
  TOKEN_REQUIRED: 'This server lets people in by invitation: open the link that was sent to you.',
  INVALID_TOKEN: 'This invitation is not valid, has expired, or is for another room.',
  LOBBY_REQUIRED: 'A host has to let you in. Enter the lobby first.',
  HOST_ABSENT: 'The host is not there yet. Enter the lobby to wait.',
  LOBBY_FULL: 'Too many people are waiting for this room.',
  LOBBY_GUEST_NOT_FOUND: 'This person no longer waits.',
  REMOVED: 'A host has removed you from this meeting.',
  SERVER_FULL: 'This server holds as many rooms as it may.',
  SHUTTING_DOWN: 'The server is shutting down.',
  NOT_ALLOWED: 'You may not do this in this room.',
  USER_NOT_FOUND: 'There is no such person in this room.',
  UNSUPPORTED_MEDIA: 'These RTP parameters or capabilities cannot be used here.',
  TRANSPORT_NOT_FOUND: 'There is no such transport, or it is closed.',
  TRANSPORT_STATE: 'This transport is not in a state that allows the request.',
  PRODUCER_NOT_FOUND: 'There is no such producer, or it is closed.',
  PRODUCER_EXISTS: 'This source is being sent already.',
  CONSUMER_NOT_FOUND: 'There is no such consumer here.',
  SESSION_NOT_FOUND: 'This session can no longer be resumed. Join again.',
  SESSION_REPLACED: 'This session was taken over by another connection.',
  UNAUTHORIZED: 'A valid API key is required.',
  NOT_FOUND: 'There is nothing at this address.',
  METHOD_NOT_ALLOWED: 'This address does not support the method.',
  INTERNAL: 'Something went wrong on the server.',
} as const;

export type ErrorCode = keyof typeof errorMessages;

/** What crosses the wire when something is refused. */
export interface ProtocolError {
  code: ErrorCode;
  message: string;
  /** With TOO_MANY_TRIES: in how many whole seconds the next try is allowed. */
  retryAfterS?: number;
}

/** Whether a value from outside names one of our codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorMessages, value);
}
