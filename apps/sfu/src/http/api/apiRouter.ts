import { roomIdSchema } from '@parley/protocol';
import { json, type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { AddressLimit } from '../../AddressLimit.ts';
import { clientAddress } from '../../clientAddress.ts';
import { SfuError } from '../../errors.ts';
import { methodNotAllowed } from '../httpErrors.ts';
import { bearerKey, isKey } from './bearer.ts';
import type { ApiCaller, ApiInput, ApiReply, Operation } from './Operation.ts';
import { type ApiHandlers, operations } from './operations.ts';

export interface ApiRouterOptions {
  /** Undefined: nobody has it. */
  apiKey: string | undefined;
  /** On a closed deployment making rooms needs the API key. */
  closed: boolean;
  /** Whether a proxy says from where somebody calls. */
  trustProxy: boolean;
  /** People who may call from one address. */
  peoplePerAddress: number;
}

const BODY_MAX_BYTES = 4096;
/** What a page asks before its person joins, and again a few times. */
const REQUESTS_PER_PERSON = 10;

/** Everything under `/api`: each operation is parsed, allowed, called and answered here, and only here. */
export function apiRouter(handlers: ApiHandlers, options: ApiRouterOptions): Router {
  const router = Router();
  const parseBody = json({ limit: BODY_MAX_BYTES });
  router.use(addressLimit(options));
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    // The types of table and handlers belong together by name; a loop cannot say so.
    const handler = handlers[name as keyof ApiHandlers] as (
      input: ApiInput<Operation>,
    ) => ApiReply<unknown> | Promise<ApiReply<unknown>>;
    const answer: RequestHandler = async (request, response) => {
      const caller = callerOf(request, options);
      checkAccess(operation, caller, options.closed);
      send(response, operation, await handler({ ...parseInput(operation, request), caller }));
    };
    router[operation.method](operation.path, ...(operation.body ? [parseBody] : []), answer);
  }
  for (const [path, allow] of allowedMethods()) router.all(path, methodNotAllowed(allow));
  return router;
}

/** Before bodies are read. Whoever has the API key is this deployment's own server. */
function addressLimit(options: ApiRouterOptions): RequestHandler {
  const perMinute = options.peoplePerAddress * REQUESTS_PER_PERSON;
  const limit = new AddressLimit({ capacity: perMinute, perSecond: perMinute / 60 });
  return (request, _response, next) => {
    const { address, hasApiKey } = callerOf(request, options);
    if (!hasApiKey && !limit.take(address, performance.now())) throw new SfuError('RATE_LIMITED');
    next();
  };
}

function checkAccess({ access }: Operation, { hasApiKey }: ApiCaller, closed: boolean): void {
  const needsApiKey = access === 'api-key' || (access === 'room-maker' && closed);
  if (needsApiKey && !hasApiKey) throw new SfuError('UNAUTHORIZED');
}

function callerOf(request: Request, { apiKey, trustProxy }: ApiRouterOptions): ApiCaller {
  const key = bearerKey(request.headers.authorization);
  return {
    address: clientAddress(request.headers, request.socket.remoteAddress, trustProxy),
    key,
    hasApiKey: isKey(key, apiKey),
    prefers: (type) => request.accepts('application/json', type) === type,
  };
}

function parseInput({ params, query, body }: Operation, request: Request) {
  const namesRoom = params !== undefined && 'roomId' in params.shape;
  if (namesRoom && !roomIdSchema.safeParse(request.params['roomId']).success)
    throw new SfuError('INVALID_ROOM_ID');
  return {
    params: parse(params, request.params),
    query: parse(query, request.query),
    body: parse(body, (request.body as unknown) ?? {}),
  } as Pick<ApiInput<Operation>, 'params' | 'query' | 'body'>;
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new SfuError('INVALID_PAYLOAD');
  return parsed.data;
}

function send(response: Response, { status }: Operation, reply: ApiReply<unknown>): void {
  response.status(status).set(reply.headers ?? {});
  if ('text' in reply) response.type(reply.type).send(reply.text);
  else if (status === 204) response.end();
  else response.json(reply.json);
}

/** Path -> the methods it has, as the `Allow` header writes them. */
function allowedMethods(): Map<string, string> {
  const methods = new Map<string, string>();
  const order = ['get', 'post', 'patch', 'delete'];
  const sorted = Object.values<Operation>(operations).toSorted(
    (a, b) => order.indexOf(a.method) - order.indexOf(b.method),
  );
  for (const { path, method } of sorted) {
    const name = method === 'get' ? 'GET, HEAD' : method.toUpperCase();
    methods.set(path, [methods.get(path), name].filter((text) => text !== undefined).join(', '));
  }
  return methods;
}
