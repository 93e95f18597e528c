import { createHash } from 'node:crypto';

/** Of a connection, which nobody has again. */
const OF_CONNECTION = 'session:';
/** Of a token, which may be given to many. */
const OF_TOKEN = 'subject:';

/** Under what a mark is kept: what clients keep to themselves is nobody else's to read, not even in the data folder. */
export function markKey(mark: string): string {
  return createHash('sha256').update(mark).digest('base64url');
}

/** What still says something in the next process. */
export function lastingMarks(marks: readonly string[]): string[] {
  return marks.filter((mark) => !mark.startsWith(OF_CONNECTION));
}

/** What only one person has. */
export function personalMarks(marks: readonly string[]): string[] {
  return marks.filter((mark) => !mark.startsWith(OF_TOKEN));
}
