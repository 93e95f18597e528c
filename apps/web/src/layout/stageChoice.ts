/** One picture of one person. */
export interface PictureRef {
  readonly userId: string;
  readonly source: 'camera' | 'screen';
}

export interface StageFacts {
  readonly selfId: string;
  /** The others, in joining order. */
  readonly users: readonly { readonly id: string; readonly hasCamera: boolean }[];
  /** Who shares a screen, the newest share last; others only. */
  readonly sharingIds: readonly string[];
  readonly pinned: PictureRef | null;
  readonly spotlightUserId: string | null;
  /** Who has the stage by speech; stays while there is silence. */
  readonly speakerId: string | null;
  /** Whom I do not want to see. */
  readonly hiddenIds: readonly string[];
}

/** Why a picture has the stage. `default`: nobody has spoken yet. */
export type StageReason = 'pin' | 'spotlight' | 'screen' | 'speech' | 'default';

export interface StageChoice {
  readonly stage: PictureRef;
  /** The second picture: who speaks while a screen is on the stage, or the screen while a chosen person is. */
  readonly companion: PictureRef | null;
  readonly reason: StageReason;
}

/**
 * What is on the stage: my pin, else whom the host put there, else the newest shared screen, else who speaks, else
 * somebody with a camera. Never oneself; null while there is nobody else.
 */
export function stageChoice(facts: StageFacts): StageChoice | null {
  const { pinned, sharingIds, spotlightUserId } = facts;
  const speaker = speakerOf(facts);
  const newest = sharingIds.at(-1);
  const screen = newest === undefined ? null : screenOf(newest);
  if (pinned !== null && isThere(facts, pinned)) {
    return { stage: pinned, companion: besideChosen(facts, pinned, screen, speaker), reason: 'pin' };
  }
  if (spotlightUserId !== null && isThere(facts, cameraOf(spotlightUserId))) {
    // Whoever presents is put there to be followed: that is their screen.
    const presents = sharingIds.includes(spotlightUserId);
    const stage = presents ? screenOf(spotlightUserId) : cameraOf(spotlightUserId);
    return { stage, companion: besideChosen(facts, stage, screen, speaker), reason: 'spotlight' };
  }
  if (screen !== null) {
    return { stage: screen, companion: besideScreen(facts, screen, speaker), reason: 'screen' };
  }
  if (speaker !== null) return { stage: cameraOf(speaker), companion: null, reason: 'speech' };
  const first = firstToShow(facts);
  return first === null ? null : { stage: cameraOf(first), companion: null, reason: 'default' };
}

/**
 * Who had the stage by speech last and may be seen there. "Don't show" people speak without taking it, so the person
 * before them stays: hand the result in again as `before`.
 */
export function visibleSpeaker(
  before: string | null,
  speakerId: string | null,
  hiddenIds: readonly string[],
  presentIds: readonly string[],
): string | null {
  const candidates = [speakerId, before];
  return candidates.find((id) => id !== null && presentIds.includes(id) && !hiddenIds.includes(id)) ?? null;
}

function besideChosen(
  facts: StageFacts,
  stage: PictureRef,
  screen: PictureRef | null,
  speaker: string | null,
): PictureRef | null {
  return stage.source === 'screen' ? besideScreen(facts, stage, speaker) : screen;
}

/** Beside a screen: who speaks, else who shares it. */
function besideScreen(facts: StageFacts, screen: PictureRef, speaker: string | null): PictureRef {
  const sharer = facts.hiddenIds.includes(screen.userId) ? firstToShow(facts) : screen.userId;
  return cameraOf(speaker ?? sharer ?? screen.userId);
}

function speakerOf({ speakerId, hiddenIds, users }: StageFacts): string | null {
  if (speakerId === null || hiddenIds.includes(speakerId)) return null;
  return users.some(({ id }) => id === speakerId) ? speakerId : null;
}

/** Somebody with a camera, rather than initials; whom I hid only if there is nobody else. */
function firstToShow({ users, hiddenIds }: StageFacts): string | null {
  const shown = users.filter(({ id }) => !hiddenIds.includes(id));
  return (shown.find(({ hasCamera }) => hasCamera) ?? shown[0] ?? users[0])?.id ?? null;
}

function isThere({ selfId, users, sharingIds }: StageFacts, { userId, source }: PictureRef): boolean {
  if (userId === selfId) return false;
  return source === 'screen' ? sharingIds.includes(userId) : users.some(({ id }) => id === userId);
}

function cameraOf(userId: string): PictureRef {
  return { userId, source: 'camera' };
}

function screenOf(userId: string): PictureRef {
  return { userId, source: 'screen' };
}
