import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CallMediaSession, bindCallActions, showCallState } from './callSession.ts';

beforeEach(() => {
  vi.stubGlobal('MediaMetadata', function (init: object) {
    return { ...init };
  });
});
afterEach(() => vi.unstubAllGlobals());

function session(known: readonly string[], extra: object = {}) {
  const handlers = new Map<string, () => void>();
  const media = {
    metadata: null,
    playbackState: 'none',
    setActionHandler: (action: string, handler: (() => void) | null) => {
      if (!known.includes(action)) throw new TypeError(`${action} is no action`);
      if (handler === null) handlers.delete(action);
      else handlers.set(action, handler);
    },
    ...extra,
  } as CallMediaSession;
  return { handlers, media };
}

const actions = () => ({ toggleMicrophone: vi.fn(), toggleCamera: vi.fn(), hangUp: vi.fn() });
const state = { title: 'Weekly', microphoneOn: true, cameraOn: false };

it('gives the controls to lock screen and headset, and takes them back', () => {
  const { handlers, media } = session(['togglemicrophone', 'togglecamera', 'hangup']);
  const { toggleMicrophone, toggleCamera, hangUp } = actions();
  const unbind = bindCallActions(media, { toggleMicrophone, toggleCamera, hangUp });
  handlers.get('togglemicrophone')?.();
  expect(toggleMicrophone).toHaveBeenCalledOnce();
  handlers.get('togglecamera')?.();
  expect(toggleCamera).toHaveBeenCalledOnce();
  handlers.get('hangup')?.();
  expect(hangUp).toHaveBeenCalledOnce();
  showCallState(media, state);
  unbind();
  expect(handlers.size).toBe(0);
  expect(media).toMatchObject({ metadata: null, playbackState: 'none' });
});

it('gives what the browser knows where it does not know all', () => {
  const { handlers, media } = session(['hangup']);
  bindCallActions(media, actions());
  expect([...handlers.keys()]).toEqual(['hangup']);
});

it('shows the call and its switches', async () => {
  const setMicrophoneActive = vi.fn(() => Promise.resolve());
  const setCameraActive = vi.fn(() => Promise.reject(new DOMException('', 'InvalidStateError')));
  const { media } = session([], { setMicrophoneActive, setCameraActive });
  showCallState(media, state);
  await Promise.resolve();
  expect(media).toMatchObject({ playbackState: 'playing', metadata: { title: 'Weekly', artist: 'Parley' } });
  expect(setMicrophoneActive).toHaveBeenCalledWith(true);
  expect(setCameraActive).toHaveBeenCalledWith(false);
});

it('does nothing where there is no media session', () => {
  bindCallActions(undefined, actions())();
  showCallState(undefined, state);
});
