import { joinPayload, publish } from '../TestClient.ts';
import { Attacker } from './Attacker.ts';
import type { FuzzServer } from './FuzzServer.ts';
import type { Knowledge } from './Known.ts';

export interface CrowdContext {
  server: FuzzServer;
  /** Tells this crowd's rooms from those before. */
  index: number;
  /** What all attackers know together. */
  common: Knowledge;
  /** Where people are who do nothing, and where anybody may come in. */
  victimRoomId: string;
}

/** Somebody in each state that a connection can be in, and in each role. */
export const states = [
  'nobody',
  'host',
  'co-host',
  'guest',
  'victim-guest',
  'waiting',
  'left',
  'removed',
  'resumed',
  'stranger',
] as const;
type State = (typeof states)[number];

export async function gatherCrowd(context: CrowdContext): Promise<Attacker[]> {
  const { server, index, common, victimRoomId } = context;
  const people = {} as Record<State, Attacker>;
  for (const state of states) people[state] = await Attacker.connect(server, state, common);
  for (const { knowledge } of Object.values(people)) {
    const { rtpCapabilities } = joinPayload(server, 'any');
    knowledge.add('rtpCapabilities', rtpCapabilities);
  }
  const roomId = `crowd-${index}`;
  const enter = async (state: State, id: string, more: object = {}) => {
    const payload = { ...joinPayload(server, id), displayName: state, ...more };
    const joined = await people[state].prepare('join-room', payload);
    learnFingerprints(people[state], joined);
    return joined as { userId: string; resumeToken: string; sendTransport: { id: string } };
  };
  const make = async (state: State, id: string, more: object = {}) =>
    (await people[state].prepare('create-room', { roomId: id, ...more })) as { hostKey: string };

  const { hostKey } = await make('host', roomId);
  const host = await enter('host', roomId, { hostKey });
  await publish(people.host.client, host.sendTransport.id, 'camera');
  const coHost = await enter('co-host', roomId);
  await people.host.prepare('set-role', { userId: coHost.userId, role: 'co-host' });
  await enter('guest', roomId);
  const victim = await enter('victim-guest', victimRoomId);
  await publish(people['victim-guest'].client, victim.sendTransport.id, 'microphone');
  await enter('left', roomId);
  await people.left.prepare('leave-room', {});
  const removed = await enter('removed', roomId);
  await people.host.prepare('remove-user', { userId: removed.userId });
  await makeLobby(people.stranger, make, enter, index);
  const lobby = { roomId: `lobby-${index}`, displayName: 'waiting' };
  await people.waiting.prepare('enter-lobby', lobby);
  people.resumed = await resumed(context, (await enter('resumed', roomId)).resumeToken, people.resumed);
  return Object.values(people);
}

async function makeLobby(
  _host: Attacker,
  make: (state: State, id: string, more: object) => Promise<{ hostKey: string }>,
  enter: (state: State, id: string, more: object) => Promise<unknown>,
  index: number,
): Promise<void> {
  const { hostKey } = await make('stranger', `lobby-${index}`, { lobby: true });
  await enter('stranger', `lobby-${index}`, { hostKey });
}

/** The same participant by another connection. */
async function resumed(
  { server, common }: CrowdContext,
  resumeToken: string,
  before: Attacker,
): Promise<Attacker> {
  before.client.drop();
  const after = await Attacker.connect(server, 'resumed', common);
  await after.prepare('resume-session', { resumeToken });
  return after;
}

function learnFingerprints({ knowledge }: Attacker, joined: Record<string, unknown>): void {
  const { dtlsParameters } = (joined['sendTransport'] ?? {}) as {
    dtlsParameters?: { fingerprints: unknown };
  };
  if (dtlsParameters === undefined) return;
  knowledge.add('dtlsParameters', { ...dtlsParameters, role: 'client' });
  knowledge.add('dtlsFingerprints', dtlsParameters.fingerprints);
}
