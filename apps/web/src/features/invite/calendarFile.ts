import ical, { ICalCalendarMethod } from 'ical-generator';

export interface CalendarMeeting {
  readonly roomId: string;
  readonly name: string;
  readonly description: string;
  readonly url: string;
}

/** An iCalendar file (RFC 5545) of one event. Its time is universal: every calendar shows it in its own zone. */
export function calendarFile(meeting: CalendarMeeting, startsAt: Date, durationMin: number): Blob {
  const { roomId, name, description, url } = meeting;
  const calendar = ical({
    prodId: { company: 'Parley', product: 'Parley' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    // The same meeting at the same time is the same event, however often it is saved.
    id: `${roomId}-${startsAt.getTime()}@parley`,
    start: startsAt,
    end: new Date(startsAt.getTime() + durationMin * 60_000),
    summary: name,
    description: `${description}\n\n${url}`,
    location: url,
    url,
  });
  return new Blob([calendar.toString()], { type: 'text/calendar;charset=utf-8' });
}
