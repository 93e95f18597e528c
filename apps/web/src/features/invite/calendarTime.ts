const HALF_HOUR_MS = 30 * 60_000;

/** The next full or half hour: when most meetings begin. */
export function nextHalfHour(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HALF_HOUR_MS) + 1) * HALF_HOUR_MS);
}

/** A moment as `<input type="datetime-local">` has it: the device's own time, to the minute. */
export function localInputValue(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
