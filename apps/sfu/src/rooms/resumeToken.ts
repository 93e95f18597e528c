/** What a client keeps to come back: into the participant it was, or, when that is gone, into what it was in the meeting. */
interface ResumeClaims {
  roomId: string;
  peerId: string;
  secret: string;
}

export function resumeTokenOf({ roomId, peerId, secret }: ResumeClaims): string {
  return `${roomId}.${peerId}.${secret}`;
}

/** Of a token from outside, which may be anything. */
export function parseResumeToken(token: string): ResumeClaims {
  const [roomId = '', peerId = '', secret = ''] = token.split('.');
  return { roomId, peerId, secret };
}
