import { describe, expect, it } from 'vitest';
import { type StageFacts, stageChoice, visibleSpeaker } from './stageChoice.ts';

const camera = (userId: string) => ({ userId, source: 'camera' as const });
const screen = (userId: string) => ({ userId, source: 'screen' as const });

const nothing: StageFacts = {
  selfId: 'me',
  users: ['a', 'b', 'c'].map((id) => ({ id, hasCamera: id !== 'a' })),
  sharingIds: [],
  pinned: null,
  spotlightUserId: null,
  speakerId: null,
  hiddenIds: [],
};

describe('stageChoice', () => {
  it.each<[string, Partial<StageFacts>, ReturnType<typeof stageChoice>]>([
    [
      'the first with a camera while nobody has spoken',
      {},
      { stage: camera('b'), companion: null, reason: 'default' },
    ],
    [
      'the first one where nobody has a camera',
      { users: [{ id: 'a', hasCamera: false }] },
      { stage: camera('a'), companion: null, reason: 'default' },
    ],
    ['who speaks', { speakerId: 'c' }, { stage: camera('c'), companion: null, reason: 'speech' }],
    [
      'not a speaker who has left',
      { speakerId: 'x' },
      { stage: camera('b'), companion: null, reason: 'default' },
    ],
    [
      'a screen before who speaks, who stands beside it',
      { speakerId: 'c', sharingIds: ['a'] },
      { stage: screen('a'), companion: camera('c'), reason: 'screen' },
    ],
    [
      'the newest of several screens, and who shares it while nobody speaks',
      { sharingIds: ['b', 'a'] },
      { stage: screen('a'), companion: camera('a'), reason: 'screen' },
    ],
    [
      'the spotlight before a screen, which stands beside it',
      { spotlightUserId: 'b', sharingIds: ['a'], speakerId: 'c' },
      { stage: camera('b'), companion: screen('a'), reason: 'spotlight' },
    ],
    [
      'the screen of a presenter in the spotlight',
      { spotlightUserId: 'a', sharingIds: ['a', 'b'] },
      { stage: screen('a'), companion: camera('a'), reason: 'spotlight' },
    ],
    [
      'not oneself, though in the spotlight',
      { spotlightUserId: 'me', speakerId: 'c' },
      { stage: camera('c'), companion: null, reason: 'speech' },
    ],
    [
      'my pin before everything',
      { pinned: camera('a'), spotlightUserId: 'b', speakerId: 'c' },
      { stage: camera('a'), companion: null, reason: 'pin' },
    ],
    [
      'a pinned screen, and who speaks beside it',
      { pinned: screen('a'), sharingIds: ['a', 'b'], speakerId: 'c' },
      { stage: screen('a'), companion: camera('c'), reason: 'pin' },
    ],
    [
      'not a pinned screen that is shared no more',
      { pinned: screen('a'), speakerId: 'c' },
      { stage: camera('c'), companion: null, reason: 'speech' },
    ],
    [
      'not a speaker I do not want to see',
      { speakerId: 'b', hiddenIds: ['b'] },
      { stage: camera('c'), companion: null, reason: 'default' },
    ],
    [
      'nobody hidden beside a screen',
      { sharingIds: ['a'], hiddenIds: ['a'] },
      { stage: screen('a'), companion: camera('b'), reason: 'screen' },
    ],
    ['nobody where nobody else is', { users: [] }, null],
  ])('shows %s', (_name, facts, expected) => {
    expect(stageChoice({ ...nothing, ...facts })).toEqual(expected);
  });
});

describe('visibleSpeaker', () => {
  it.each([
    ['follows who speaks', 'a', 'b', [], 'b'],
    ['stays while somebody hidden speaks', 'a', 'b', ['b'], 'a'],
    ['is nobody once the only one is hidden', 'a', 'a', ['a'], null],
    ['forgets who has left', 'x', null, [], null],
  ])('%s', (_name, before, speaker, hidden, expected) => {
    expect(visibleSpeaker(before, speaker, hidden, ['a', 'b'])).toBe(expected);
  });
});
