import type { DeviceClass } from '@parley/protocol';
import type { types } from 'mediasoup-client';
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import type { NetworkPlatform } from './platform/NetworkChange.ts';

export interface RoomClientOptions {
  /** Origin of the server, such as `https://host:3000`; '' is the page's own. */
  url: string;
  /** Another WebRTC implementation under mediasoup-client (bots bring theirs). */
  handlerFactory?: types.HandlerFactory;
  /** Overrides mediasoup-client's detection (device emulation in tests). */
  handlerName?: types.BuiltinHandlerName;
  /** What kind of machine sends: a phone sends less (`PHONE_CAMERA`). Default: one that can send everything. */
  device?: DeviceClass;
  /** Passed to Socket.IO, such as `rejectUnauthorized`. */
  socketOptions?: Partial<ManagerOptions & SocketOptions>;
  fetch?: typeof fetch;
  /** For drills: loses such a share of the packets for so long. Only a platform through whose hands they go has it. */
  losePackets?: (share: number, forMs: number) => void;
  /** What tells of another network. Default: the browser's. */
  network?: NetworkPlatform;
  /** Told about failures that nobody waits for and that the call survives. Default: `console.warn`. */
  onProblem?: (problem: unknown) => void;
}
