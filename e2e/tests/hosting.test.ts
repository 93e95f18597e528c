import { afterAll, beforeAll, describe } from 'vitest';
import { HostedMeeting } from '../support/HostedMeeting.ts';
import { endingMeeting } from './hosting/ending.ts';
import { hostingByFinger } from './hosting/finger.ts';
import { listingPeople } from './hosting/listing.ts';
import { receivingGuests } from './hosting/lobby.ts';
import { mutingOthers } from './hosting/media.ts';
import { givingRoles } from './hosting/roles.ts';
import { changingRules } from './hosting/rules.ts';

/**
 * Running a meeting: every action of a host, and what the person it is done to sees of it. One meeting for all of it, told
 * in order, because browsers are slow to start.
 */
describe('the host of a meeting', () => {
  let meeting: HostedMeeting;
  beforeAll(async () => {
    meeting = await HostedMeeting.open();
  });
  afterAll(() => meeting.close());

  const current = () => meeting;
  listingPeople(current);
  mutingOthers(current);
  givingRoles(current);
  changingRules(current);
  receivingGuests(current);
  endingMeeting(current);
  hostingByFinger(current);
});
