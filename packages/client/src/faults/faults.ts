import type { MediaFault } from '@parley/protocol';

/** What can be made to go wrong, and what that is. Each is the real thing, as far as a client or its server can do it. */
export const faults = {
  'socket-drop':
    'The connection to the server breaks off and cannot be made again for `forS`; media goes on.',
  'ice-failure': 'The server forgets the credentials of both transports: media loses its way within seconds.',
  'worker-death': 'The media worker that has my transports is killed; only for the host.',
  'worker-hang': 'The media worker that has my transports stands still; only for the host.',
  freeze: 'The page stands still for `forS`, as when its tab is frozen: no timer, no answer to the server.',
  'camera-death': 'The camera’s track ends, as when it is unplugged; whoever holds it may open it again.',
  'microphone-death':
    'The microphone’s track ends, as when it is unplugged; whoever holds it may open it again.',
  'packet-loss':
    'So many `percent` of the packets that arrive are lost for `forS`; only where the platform has them in its hands (bots).',
} as const satisfies Record<MediaFault, string> & Record<string, string>;

export type Fault = keyof typeof faults;

export interface FaultOptions {
  /** How long it lasts, in seconds, where it lasts; default 10. */
  readonly forS?: number;
  /** Of packets, from 0 to 100; default 10. */
  readonly percent?: number;
}
