import type { VoiceActivity } from './VoiceActivity.ts';

export interface ActiveSpeakerInput {
  currentId: string | null;
  /** Whom mediasoup has just called dominant. */
  claimantId: string | null;
  /** By owner. */
  activities: ReadonlyMap<string, VoiceActivity>;
  nowMs: number;
}

/** So much voice within 400 ms is speech. A cough is shorter, and keys are pressed with more silence in between. */
const SPEECH_MS = 240;
/** With less voice than this within 400 ms somebody has stopped, or paused long enough to be answered. */
const PAUSING_BELOW_MS = 120;
/** The room is silent when its speaker has been for so long and nobody else spoke. */
export const SILENT_AFTER_MS = 1000;

/**
 * Who is the active speaker now. Somebody who begins in a silent room, or after the speaker has stopped, is it as soon
 * as it is certain that this is speech; somebody who talks over the speaker only when mediasoup finds that they
 * dominate.
 */
export function activeSpeaker({
  currentId,
  claimantId,
  activities,
  nowMs,
}: ActiveSpeakerInput): string | null {
  const isSpeech = (id: string) => (activities.get(id)?.voicedMs(nowMs) ?? 0) >= SPEECH_MS;
  if (claimantId !== null && isSpeech(claimantId)) return claimantId;
  const current = currentId === null ? undefined : activities.get(currentId);
  if (current !== undefined && current.voicedMs(nowMs) >= PAUSING_BELOW_MS) return currentId;
  const loudestId = loudestSpeaker(activities, nowMs);
  if (loudestId !== null) return loudestId;
  const silent = current === undefined || nowMs - current.lastVoicedAtMs >= SILENT_AFTER_MS;
  return silent ? null : currentId;
}

function loudestSpeaker(activities: ReadonlyMap<string, VoiceActivity>, nowMs: number): string | null {
  let loudestId: string | null = null;
  let loudestDbov = -Infinity;
  for (const [id, activity] of activities) {
    if (activity.levelDbov <= loudestDbov || activity.voicedMs(nowMs) < SPEECH_MS) continue;
    loudestId = id;
    loudestDbov = activity.levelDbov;
  }
  return loudestId;
}
