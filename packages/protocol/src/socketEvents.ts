import type { ProtocolError } from './errorCodes.ts';
import type { EventName, EventOf } from './events.ts';
import type { PayloadOf, RequestName, ResultOf } from './requests.ts';

/** The envelope of every answer. */
export type Ack<Result> = ({ success: true } & Result) | { success: false; error: ProtocolError };

/** Socket.IO's event maps, derived from the schemas so that contract and code cannot drift apart. */
export type ClientToServerEvents = {
  [N in RequestName]: (payload: PayloadOf<N>, ack: (answer: Ack<ResultOf<N>>) => void) => void;
};

export type ServerToClientEvents = {
  /** What is told once has a number, by which a client says what it has heard when it comes back. */
  [N in EventName]: (payload: EventOf<N>, number?: number) => void;
};
