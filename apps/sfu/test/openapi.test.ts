import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { ErrorCode } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { apiPage } from '../src/http/api/apiPage.ts';
import { errorsOf, openApiDocument } from '../src/http/api/openApi.ts';
import type { Operation } from '../src/http/api/Operation.ts';
import { type OperationName, operations } from '../src/http/api/operations.ts';
import { errorSchema } from '../src/http/api/schemas.ts';
import { statusOf } from '../src/http/httpErrors.ts';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { type ApiAnswer, callApi } from './apiClient.ts';
import { TestClient } from './TestClient.ts';

const key = 'a-key-for-this-test';
const names = Object.keys(operations) as OperationName[];
const table: Record<OperationName, Operation> = operations;
let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu({ PARLEY_API_KEY: key });
});
afterAll(() => sfu.close());

/** What each operation is called with, in a room with Anna. */
async function situation(roomId: string) {
  const { client, joined } = await TestClient.join(sfu, roomId);
  const ids: Record<string, string> = { roomId, userId: joined.userId, recordId: '' };
  const path = ({ path }: Operation) =>
    `/api${path.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? '')}`;
  return { client, ids, path };
}

/** Every field an answer has is documented, and every documented one is there. */
function expectAsDocumented({ status, result, texts = [] }: Operation, answer: ApiAnswer): void {
  expect(answer.status).toBe(status);
  if (status === 204) expect(answer.text).toBe('');
  else if (answer.body === null) expect(texts).toContain(answer.headers.get('content-type')?.split(';')[0]);
  else expect((result as z.ZodObject).parse(answer.body)).toEqual(answer.body);
}

it('is valid OpenAPI 3.1', async () => {
  const { body } = await callApi(sfu, 'GET', '/api/docs');
  const validator = new Validator();
  const { valid, errors } = await validator.validate(body as Record<string, unknown>);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

it('names every operation, and nothing else', () => {
  const documented = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  const served = names.map((name) => {
    const { method, path } = table[name];
    return `${method} /api${path.replaceAll(/:(\w+)/g, '{$1}')}`;
  });
  expect(documented.toSorted()).toEqual(served.toSorted());
});

it('is what docs/api.md was made from', () => {
  const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
  expect(page, 'run: node apps/sfu/testing/writeApiPage.ts').toBe(apiPage(openApiDocument()));
});

describe('each operation', () => {
  it.each(names)('%s answers as documented', async (name) => {
    const operation = table[name];
    const { client, ids, path } = await situation(`room-${names.indexOf(name)}`);
    const { record } = await client.request('leave-room', {}).then(async (left) => {
      // Whoever is alone is the host and gets the key to the record; then somebody is inside again.
      const again = await TestClient.join(sfu, ids['roomId'] ?? '');
      ids['userId'] = again.joined.userId;
      return { ...left, again: again.client };
    });
    ids['recordId'] = record?.id ?? '';
    if (name === 'createRoomAs') ids['roomId'] = 'made-for-the-first-time';
    const body = operation.body === undefined ? {} : { body: { name: 'Team' } };
    expectAsDocumented(operation, await callApi(sfu, operation.method, path(operation), { key, ...body }));
    client.close();
  });

  it.each(names.filter((name) => ['api-key', 'own-key'].includes(table[name].access)))(
    '%s does nothing without a key, or with a wrong one',
    async (name) => {
      const operation = table[name];
      const { client, ids, path } = await situation(`locked-${names.indexOf(name)}`);
      const { record } = await client.request('leave-room', {});
      ids['recordId'] = record?.id ?? '';
      const again = await TestClient.join(sfu, ids['roomId'] ?? '');
      ids['userId'] = again.joined.userId;
      for (const wrong of [{}, { key: 'a-key-for-this-tesT' }]) {
        const answer = await callApi(sfu, operation.method, path(operation), {
          ...wrong,
          ...bodyOf(operation),
        });
        expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHORIZED' } } });
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
      expect(sfu.registry.get(ids['roomId'] ?? '')?.peers).toHaveLength(1);
      again.client.close();
    },
  );

  it.each(names.filter((name) => errorsOf(table[name]).includes('ROOM_NOT_FOUND') && name !== 'entrance'))(
    '%s says that there is no such room',
    async (name) => {
      const operation = table[name];
      const path = `/api${operation.path.replace(':roomId', 'nowhere').replace(':userId', 'nobody')}`;
      expectRefusal(operation, 'ROOM_NOT_FOUND', await callApi(sfu, operation.method, path, { key }));
    },
  );

  it.each(names.filter((name) => errorsOf(table[name]).includes('INVALID_ROOM_ID')))(
    '%s says that this is no id of a room',
    async (name) => {
      const operation = table[name];
      const path = `/api${operation.path.replace(':roomId', 'a--b').replace(':userId', 'nobody')}`;
      expectRefusal(operation, 'INVALID_ROOM_ID', await callApi(sfu, operation.method, path, { key }));
    },
  );

  it.each([
    ['createRoom', { name: 7 }],
    ['createRoom', { passcode: 'abc' }],
    ['createRoom', { maxParticipants: 1 }],
    ['createRoomAs', { allow: { share: 'nobody' } }],
    ['updateRoom', { succession: 'me' }],
    ['updateRoom', { locked: 'yes' }],
  ] as const)('%s refuses %j', async (name, body) => {
    const operation = table[name];
    await callApi(sfu, 'POST', '/api/rooms/strict', {});
    const path = `/api${operation.path.replace(':roomId', 'strict')}`;
    expectRefusal(operation, 'INVALID_PAYLOAD', await callApi(sfu, operation.method, path, { key, body }));
  });

  it.each([
    ['listRooms', '/api/rooms?limit=0'],
    ['listRooms', '/api/rooms?limit=many'],
    ['listRecords', '/api/rooms/strict/records?before=yesterday'],
    ['readRecord', '/api/records/some?format=pdf'],
    ['readRecord', '/api/records/some?timeZone=Moon/Tranquility'],
  ] as const)('%s refuses %s', async (name, path) => {
    expectRefusal(table[name], 'INVALID_PAYLOAD', await callApi(sfu, 'GET', path, { key }));
  });
});

it('has no room under addresses that are not documented', async () => {
  for (const path of ['/api', '/api/', '/api/rooms/team/people', '/api/records', '/api/rooms/a/b/c']) {
    expect(await callApi(sfu, 'GET', path, { key })).toMatchObject({ status: 404 });
  }
});

function expectRefusal(operation: Operation, code: ErrorCode, answer: ApiAnswer): void {
  expect(errorsOf(operation)).toContain(code);
  expect(answer.status).toBe(statusOf(code));
  expect(errorSchema.parse(answer.body).error.code).toBe(code);
}

function bodyOf(operation: Operation): { body?: object } {
  return operation.body === undefined ? {} : { body: { name: 'Team' } };
}
