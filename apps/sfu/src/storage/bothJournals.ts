import type { MeetingJournal } from '../rooms/MeetingJournal.ts';

/** Tells one journal, then the other. */
export function bothJournals(first: MeetingJournal, second: MeetingJournal): MeetingJournal {
  const both = [first, second];
  return {
    started: (...event) => both.forEach((journal) => journal.started(...event)),
    resumed: (...event) => both.forEach((journal) => journal.resumed(...event)),
    joined: (...event) => both.forEach((journal) => journal.joined(...event)),
    changed: (...event) => both.forEach((journal) => journal.changed(...event)),
    left: (...event) => both.forEach((journal) => journal.left(...event)),
    said: (...event) => both.forEach((journal) => journal.said(...event)),
    ended: (...event) => both.forEach((journal) => journal.ended(...event)),
  };
}
