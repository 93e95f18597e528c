/** Answers at the door after which there is nothing to fill in: a page says what happened and what helps. */
const REFUSALS = [
  'DENIED',
  'MEETING_OVER',
  'REMOVED',
  'ROOM_LOCKED',
  'ROOM_FULL',
  'LOBBY_FULL',
  'TOKEN_REQUIRED',
  'INVALID_TOKEN',
  'ROOM_NOT_FOUND',
] as const;

export type Refusal = (typeof REFUSALS)[number];

export function isRefusal(code: string): code is Refusal {
  return REFUSALS.some((refusal) => refusal === code);
}
