/**
 * Every bound of the wire contract in one place. Lengths count UTF-16 code units, as `String.length` does,
 * so that a client can check a text field without a library.
 */
export const limits = {
  roomIdMinLength: 3,
  roomIdMaxLength: 64,
  displayNameMaxLength: 64,
  roomNameMaxLength: 80,
  passcodeMinLength: 4,
  passcodeMaxLength: 64,
  /** Secrets and tokens from outside: host keys, admissions, guest ids. */
  keyMaxLength: 128,
  /** A JSON Web Token. */
  tokenMaxLength: 4096,
  /** People who may wait in front of one room. */
  lobbyMaxLength: 100,
  chatTextMaxLength: 2000,
  /** Messages a room remembers for people who join later. */
  chatHistoryLength: 200,
  /** Ids of transports, producers and consumers (mediasoup's are UUIDs of 36 characters). */
  mediaIdMaxLength: 64,
  /** Tiles in one `set-views`; no screen shows more at once. */
  viewsMaxLength: 64,
  /** Consumers named in one `resume-consumers`. */
  consumerIdsMaxLength: 1024,
  /** Largest tile edge in device pixels that a view may claim (8K). */
  viewMaxPixels: 8192,
  /** One signaling message in bytes; RTP capabilities of a browser are about 6 kB. */
  messageMaxBytes: 64 * 1024,
} as const;
