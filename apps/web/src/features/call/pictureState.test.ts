import { expect, it } from 'vitest';
import { type PictureFacts, pictureState } from './pictureState.ts';

const on: PictureFacts = { sent: true, hidden: false, live: true, receiving: null };
const layers = { spatialLayer: 0, temporalLayer: 2 };

it.each<[string, PictureFacts, ReturnType<typeof pictureState>]>([
  ['nothing was said about layers yet', on, 'shown'],
  ['a layer comes', { ...on, receiving: { layers, reason: null } }, 'shown'],
  ['my link is too slow', { ...on, receiving: { layers: null, reason: 'bandwidth' } }, 'paused-by-bandwidth'],
  ['nothing is sent', { ...on, receiving: { layers: null, reason: 'sender' } }, 'paused-by-sender'],
  ['nobody knows why', { ...on, receiving: { layers: null, reason: null } }, 'paused-by-sender'],
  ['I do not want it', { ...on, hidden: true, receiving: { layers: null, reason: 'bandwidth' } }, 'hidden'],
  ['others matter more', { ...on, live: false, receiving: { layers: null, reason: 'bandwidth' } }, 'resting'],
  ['the camera is off where others matter more', { ...on, sent: false, live: false }, 'off'],
  ['the camera is off', { ...on, sent: false, hidden: true }, 'off'],
  [
    'the camera is off and nothing comes',
    { ...on, sent: false, receiving: { layers: null, reason: 'sender' } },
    'off',
  ],
])('when %s', (_when, facts, state) => {
  expect(pictureState(facts)).toBe(state);
});
