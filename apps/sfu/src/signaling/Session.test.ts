import { expect, it } from 'vitest';
import { SfuError } from '../errors.ts';
import { Session, type SfuSocket } from './Session.ts';

/** What a session writes, in order: the order within one turn cannot be forced over a real socket. */
function recordingSocket() {
  const sent: string[] = [];
  const emit = (name: string) => sent.push(name) > 0;
  return { sent, emit, socket: { connected: true, emit } as unknown as SfuSocket };
}

const gone = { userId: 'ben', reason: 'left' } as const;

it('holds events back from the start of a join until its ack is out', async () => {
  const { sent, emit, socket } = recordingSocket();
  const session = new Session(socket, emit);
  await session.enter(() => {
    session.notify('user-left', gone);
    session.notifyVolatile('audio-levels', { levels: [] });
    return Promise.resolve({ room: null, peer: null } as never);
  });
  session.notify('active-speaker', { userId: null });
  expect(sent).toEqual([]);
  sent.push('ack');
  session.uncork();
  session.notify('user-left', gone);
  expect(sent).toEqual(['ack', 'user-left', 'active-speaker', 'user-left']);
});

it('keeps holding while another request is answered during the join', async () => {
  const { sent, emit, socket } = recordingSocket();
  const session = new Session(socket, emit);
  const join = session.enter(async () => {
    session.notify('user-left', gone);
    session.uncork(); // the end of some other request
    expect(sent).toEqual([]);
    await Promise.resolve();
    throw new SfuError('ROOM_FULL');
  });
  await expect(join).rejects.toThrow(SfuError);
  session.uncork();
  expect(sent).toEqual(['user-left']);
});
