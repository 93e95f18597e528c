import { expect, it } from 'vitest';
import { presenceChange } from './presence.ts';

const kim = { id: '1', displayName: '김서연' };
const lee = { id: '2', displayName: 'Lee' };
const otherKim = { id: '3', displayName: '김서연' };

it('names who came and who went', () => {
  expect(presenceChange([kim], [lee])).toEqual({ joined: ['Lee'], left: ['김서연'] });
});

it('says nothing when nobody changed, even if the order did', () => {
  expect(presenceChange([kim, lee], [lee, kim])).toEqual({ joined: [], left: [] });
});

it('tells people of the same name apart', () => {
  expect(presenceChange([kim], [kim, otherKim])).toEqual({ joined: ['김서연'], left: [] });
});

it('takes somebody who left and came back under the same name for the same person', () => {
  expect(presenceChange([kim, lee], [otherKim, lee])).toEqual({ joined: [], left: [] });
  expect(presenceChange([kim], [otherKim, { id: '4', displayName: '김서연' }])).toEqual({
    joined: ['김서연'],
    left: [],
  });
});
