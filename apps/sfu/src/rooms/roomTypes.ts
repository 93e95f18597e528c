import type { DtlsFingerprint, EventOf, ResultOf, RtpCapabilities } from '@parley/protocol';
import type { VoiceLimits } from '../media/voices/Voices.ts';
import type { WorkerPool } from '../media/WorkerPool.ts';
import type { MeetingJournal } from './MeetingJournal.ts';

export interface RoomOptions {
  voices: VoiceLimits;
  emptyRoomTtlMs: number;
  resumeGraceMs: number;
}

export interface RoomParts {
  pool: WorkerPool;
  journal: MeetingJournal;
  onClose: () => void;
}

export interface JoinRequest {
  rtpCapabilities: RtpCapabilities;
  dtlsFingerprints?: DtlsFingerprint[];
  /** From the lobby. */
  admission?: string;
  /** Of who they were in this meeting before. */
  resumeToken?: string;
}

export type CloseReason = EventOf<'room-closed'>['reason'];
/** What a client knows after joining or resuming. */
export type RoomSnapshot = ResultOf<'resume-session'>;
