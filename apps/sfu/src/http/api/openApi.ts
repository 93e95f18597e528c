import {
  entranceSchema,
  type ErrorCode,
  errorMessages,
  mediaInfoSchema,
  meetingRecordSchema,
  userSchema,
} from '@parley/protocol';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { statusOf } from '../httpErrors.ts';
import type { Operation } from './Operation.ts';
import { operations } from './operations.ts';
import { changesSchema, errorSchema, madeRoomSchema, newRoomSchema, roomDetailsSchema } from './schemas.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

const JSON_TYPE = 'application/json';
/** Of refusals with TOO_MANY_TRIES; as `retryAfterS` in their bodies. */
const RETRY_AFTER = {
  description: 'With TOO_MANY_TRIES: seconds until the next try is allowed.',
  schema: { type: 'integer' as const, minimum: 1 },
};

/** The HTTP API as OpenAPI 3.1, from the schemas that requests are checked with. */
export function openApiDocument(): OpenApiDocument {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description: 'Rooms, participants and records of a Parley server.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: paths(),
    components: {
      schemas: {
        Error: errorSchema,
        Room: roomDetailsSchema,
        MadeRoom: madeRoomSchema,
        NewRoom: newRoomSchema,
        RoomChanges: changesSchema,
        User: userSchema,
        Entrance: entranceSchema,
        MeetingRecord: meetingRecordSchema,
        MediaInfo: mediaInfoSchema,
      },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The API key of the deployment; for records also their own key or the host key of the room.',
        },
      },
    },
  });
}

/** What an operation may refuse: what it says itself, and what follows from its access and parameters. */
export function errorsOf({ access, params, query, body, errors }: Operation): ErrorCode[] {
  const codes: ErrorCode[] = [];
  if (params !== undefined && 'roomId' in params.shape) codes.push('INVALID_ROOM_ID');
  if (query !== undefined || body !== undefined || params !== undefined) codes.push('INVALID_PAYLOAD');
  if (access !== 'anyone') codes.push('UNAUTHORIZED');
  return [...codes, ...errors];
}

function paths(): ZodOpenApiPathsObject {
  const result: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const path = `/api${operation.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    result[path] = { ...result[path], [operation.method]: describe(operationId, operation) };
  }
  return result;
}

function describe(operationId: string, operation: Operation): ZodOpenApiOperationObject {
  const { summary, description, access, params, query, body } = operation;
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(access),
    ...((params ?? query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...(body && { requestBody: { required: false, content: { [JSON_TYPE]: { schema: body } } } }),
    responses: { [String(operation.status)]: successOf(operation), ...failuresOf(operation) },
  };
}

function securityOf(access: Operation['access']) {
  if (access === 'anyone') return [{}];
  // On a deployment without tokens anybody may make rooms.
  return access === 'room-maker' ? [{}, { key: [] }] : [{ key: [] }];
}

function successOf({ status, result, texts = [] }: Operation) {
  const content = {
    ...(result && { [JSON_TYPE]: { schema: result } }),
    ...Object.fromEntries(texts.map((type) => [type, { schema: { type: 'string' as const } }])),
  };
  return {
    description: status === 204 ? 'Done' : status === 201 ? 'Made' : 'The answer',
    ...(Object.keys(content).length > 0 && { content }),
  };
}

function failuresOf(operation: Operation) {
  const byStatus = Map.groupBy(errorsOf(operation), statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `${code}: ${errorMessages[code]}`).join(' '),
        ...(codes.includes('TOO_MANY_TRIES') && { headers: { 'Retry-After': RETRY_AFTER } }),
        content: { [JSON_TYPE]: { schema: errorSchema } },
      },
    ]),
  );
}
