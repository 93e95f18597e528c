/** Characters that some file system or other does not take. */
const UNSAFE = /[\p{Cc}<>:"/\\|?*]+/gu;

/** `Weekly 2026-11-21.csv`: the day is the one on this device's calendar. */
export function recordFileName(name: string, day: Date, extension: string): string {
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const safe = name.replace(UNSAFE, ' ').replace(/\s+/gu, ' ').trim();
  return `${safe === '' ? 'meeting' : safe} ${date}.${extension}`;
}
