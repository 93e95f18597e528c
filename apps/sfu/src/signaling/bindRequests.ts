import {
  type ErrorCode,
  type ParsedPayloadOf,
  type RequestName,
  requests,
  type ResultOf,
} from '@parley/protocol';
import { SfuError, toProtocolError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { TokenBucket } from '../rateLimit.ts';
import type { RequestGuard } from './RequestGuard.ts';
import { REFUSAL_LIMIT } from './requestLimits.ts';
import type { Session, SfuSocket } from './Session.ts';

/** What answers each request; a missing one is a compile error. */
export type Handlers = {
  [N in RequestName]: (session: Session, payload: ParsedPayloadOf<N>) => ResultOf<N> | Promise<ResultOf<N>>;
};

export interface RequestsContext {
  handlers: Handlers;
  guard: RequestGuard;
  logger: Logger;
}

type AnyHandler = (session: Session, payload: unknown) => Promise<object>;
type SendAck = (answer: object) => void;

/** Fields whose rules people meet; the code tells which one to mend. */
const FIELD_CODES: Record<string, ErrorCode> = {
  roomId: 'INVALID_ROOM_ID',
  displayName: 'INVALID_DISPLAY_NAME',
};

/**
 * The one place where requests come in: parses, calls the handler, acks, maps errors. Any client can send any event
 * at any time, so nothing before the parse trusts a name, a payload or an ack.
 */
export function bindRequests(
  socket: SfuSocket,
  session: Session,
  { handlers, guard, logger }: RequestsContext,
): void {
  const refusals = new TokenBucket(REFUSAL_LIMIT, performance.now());

  socket.onAny((name: string, ...args: unknown[]) => {
    const ack = args.at(-1);
    const payload = typeof args[0] === 'function' ? undefined : args[0];
    const sendAck: SendAck = typeof ack === 'function' ? (ack as SendAck) : () => undefined;
    void answer(name, payload ?? {}, sendAck);
  });

  async function answer(name: string, payload: unknown, sendAck: SendAck): Promise<void> {
    try {
      sendAck({ success: true, ...(await handle(name, payload)) });
    } catch (error) {
      // A name that is none of ours is whatever somebody wrote, sixty kilobytes of it.
      const event = isRequestName(name) ? name : 'unknown';
      if (!(error instanceof SfuError)) logger.error({ err: error, event }, 'request failed');
      else logger.debug({ event, code: error.code, err: error.cause }, 'request refused');
      sendAck({ success: false, error: toProtocolError(error) });
      if (error instanceof SfuError && error.code === 'RATE_LIMITED') refuseFlood();
    } finally {
      session.uncork();
    }
  }

  /** @throws {SfuError} and whatever is a defect */
  async function handle(name: string, payload: unknown): Promise<object> {
    const known = isRequestName(name) ? name : null;
    session.checkRate(known ?? 'leave-room');
    guard.checkAddress(session);
    if (known === null) throw new SfuError('UNKNOWN_EVENT');
    const parsed = parse(known, payload);
    guard.checkCost(session, known, parsed as never);
    const handler = handlers[known] as AnyHandler;
    return handler(session, parsed);
  }

  function refuseFlood(): void {
    if (refusals.take(performance.now()) || !socket.connected) return;
    logger.info('cut off: it goes on after having been refused');
    socket.disconnect(true);
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function parse(name: RequestName, payload: unknown): unknown {
  const parsed = requests[name].payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0];
  throw new SfuError((typeof field === 'string' ? FIELD_CODES[field] : undefined) ?? 'INVALID_PAYLOAD');
}
