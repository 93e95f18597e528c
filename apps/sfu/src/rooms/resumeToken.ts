/** What a client keeps to come back: into the participant it was, or, when that is gone, into what it was in the meeting. */
export interface ResumeClaims {
  roomId: string;
  peerId: string;
  secret: string;
  /** Of which of their clients' joins, counted from 0: the session of an earlier one is over. */
  visit: number;
}

export function resumeTokenOf({ roomId, peerId, secret, visit }: ResumeClaims): string {
  return `${roomId}.${peerId}.${secret}.${visit}`;
}

/** Of a token from outside, which may be anything. */
export function parseResumeToken(token: string): ResumeClaims {
  const [roomId = '', peerId = '', secret = '', visit = '0'] = token.split('.');
  return { roomId, peerId, secret, visit: Number(visit) };
}
