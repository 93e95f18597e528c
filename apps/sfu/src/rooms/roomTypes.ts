import type { DtlsFingerprint, EventOf, IceServer, ResultOf, RtpCapabilities } from '@parley/protocol';
import type { VoiceLimits } from '../media/voices/Voices.ts';
import type { WorkerPool } from '../media/WorkerPool.ts';
import type { Continuity, CutOffMeeting } from './Continuity.ts';
import type { MeetingJournal } from './MeetingJournal.ts';

export interface RoomOptions {
  voices: VoiceLimits;
  emptyRoomTtlMs: number;
  resumeGraceMs: number;
  mediaGraceMs: number;
}

export interface RoomParts {
  pool: WorkerPool;
  journal: MeetingJournal;
  continuity: Continuity;
  /** The meeting that goes on in it. */
  cutOff: CutOffMeeting | null;
  /** Fresh ICE servers, with credentials for one participant. */
  iceServers: (userId: string) => IceServer[];
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
export type RoomSnapshot = Omit<ResultOf<'resume-session'>, 'missed' | keyof MediaAccess>;
/** What it takes to send and receive. */
export type MediaAccess = Pick<EventOf<'media-reset'>, 'iceServers' | 'sendTransport' | 'recvTransport'>;
