import { useLanguage } from '../../i18n/useText.ts';
import { useMinute } from '../../ui/useMinute.ts';

const MINUTE_MS = 60_000;

/** The time of day: in a call nobody sees the system's clock. */
export function Clock() {
  const language = useLanguage();
  const now = new Date(useMinute() * MINUTE_MS);
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(now);
  return <time dateTime={now.toISOString()}>{time}</time>;
}
