import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useMinute } from '../../ui/useMinute.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** How long somebody has been in the meeting, in words. The server's clock and ours may differ a little: never less than none. */
export function useTimeInMeeting(joinedAt: number): string {
  const t = useText(hostTexts);
  const minutes = useMinute() - Math.floor(joinedAt / MINUTE_MS);
  if (minutes < 1) return t.justNow;
  if (minutes < HOUR_MINUTES) return t.minutes(minutes);
  return t.hoursMinutes(Math.floor(minutes / HOUR_MINUTES), minutes % HOUR_MINUTES);
}
