import { expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish, TestClient } from './TestClient.ts';

const API_KEY = 'a-key-of-16-letters-or-more';

function askAudio(sfu: Sfu, roomId: string, apiKey = API_KEY): Promise<Response> {
  return fetch(`${sfu.localUrl}/api/rooms/${roomId}/audio`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
}

/** The table without its legend, as words. */
async function audioTable(sfu: Sfu, roomId: string): Promise<string[][]> {
  const lines = (await (await askAudio(sfu, roomId)).text()).trimEnd().split('\n');
  return lines.slice(lines.indexOf('') + 2).map((line) => line.split(/\s+/));
}

it('says in the audio matrix who should be heard and is not', async () => {
  await using sfu = await startSfu({ PARLEY_API_KEY: API_KEY });
  const { client: anna, joined } = await TestClient.join(sfu, 'matrix', 'Anna');
  const { client: ben, joined: benJoined } = await TestClient.join(sfu, 'matrix', 'Ben');
  const producerId = await publish(anna, joined.sendTransport.id, 'microphone');
  await publish(ben, benJoined.sendTransport.id, 'camera');
  // Nothing is ever sent, and Ben never says that he has a receiver.
  expect(await audioTable(sfu, 'matrix')).toEqual([
    ['sends', 'no!', 'off'],
    ['1', '.', '-', 'Anna'],
    ['2', 'no!', '.', 'Ben'],
  ]);
  await anna.request('pause-producer', { producerId });
  await expect
    // Longer than the second for which the server remembers its answer.
    .poll(() => audioTable(sfu, 'matrix'), { timeout: 20_000 })
    .toEqual([
      ['sends', 'muted', 'off'],
      ['1', '.', '-', 'Anna'],
      ['2', '-', '.', 'Ben'],
    ]);
  for (const client of [anna, ben]) client.close();
});

it('does not expect to hear whom the room does not forward', async () => {
  await using sfu = await startSfu({ PARLEY_API_KEY: API_KEY, PARLEY_VOICES_FROM: '2' });
  const { client: anna, joined } = await TestClient.join(sfu, 'limited', 'Anna');
  const { client: ben, joined: benJoined } = await TestClient.join(sfu, 'limited', 'Ben');
  expect(benJoined.room.voiceIds).toEqual([]);
  expect(await anna.next('voices')).toEqual({ userIds: [] });
  await publish(anna, joined.sendTransport.id, 'microphone');
  expect((await audioTable(sfu, 'limited')).at(-1)).toEqual(['2', '-', '.', 'Ben']);
  for (const client of [anna, ben]) client.close();
});

it('gives the audio matrix to operators alone, as plain text', async () => {
  await using sfu = await startSfu({ PARLEY_API_KEY: API_KEY });
  const { client } = await TestClient.join(sfu, 'private', 'Anna');
  expect((await askAudio(sfu, 'private', 'a-wrong-key-of-16-letters')).status).toBe(401);
  expect((await fetch(`${sfu.localUrl}/api/rooms/private/audio`)).status).toBe(401);
  expect((await askAudio(sfu, 'nowhere')).status).toBe(404);
  expect((await askAudio(sfu, '!')).status).toBe(400);
  const response = await askAudio(sfu, 'private');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain');
  client.close();
});

it('asks the worker once, however many ask for the audio matrix at once', async () => {
  await using sfu = await startSfu({ PARLEY_API_KEY: API_KEY });
  const { client: anna, joined } = await TestClient.join(sfu, 'busy', 'Anna');
  await publish(anna, joined.sendTransport.id, 'microphone');
  const room = sfu.registry.get('busy');
  const [first, second] = await Promise.all([room?.audioMatrix(), room?.audioMatrix()]);
  expect(second).toBe(first);
  anna.close();
});
