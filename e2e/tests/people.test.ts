import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PeopleMeeting } from '../support/PeopleMeeting.ts';
import { weakConnections } from './people/connection.ts';
import { showingToAll } from './people/forAll.ts';
import { choosingForMe } from './people/forMe.ts';
import { reachingCards } from './people/cards.ts';

/**
 * What one person can do about the others, for themselves and, as the host, for all. One meeting for all of it, told in
 * order, because browsers are slow to start.
 */
describe('each person', () => {
  let meeting: PeopleMeeting;
  beforeAll(async () => {
    meeting = await PeopleMeeting.open();
  });
  afterAll(() => meeting.close());

  const current = () => meeting;
  choosingForMe(current);
  showingToAll(current);
  weakConnections(current);
  reachingCards(current);

  it('says nothing on the console', () => {
    expect([...meeting.anna.problems, ...meeting.ben.problems]).toEqual([]);
  });
});
