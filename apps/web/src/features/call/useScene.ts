import type { StageContent } from '../../layout/arrange.ts';
import type { Arrangement, Space } from '../../layout/arrangement.ts';
import { sharpLines } from '../../layout/pictureHeight.ts';
import { NO_SLOTS, nextSlots } from '../../layout/slots.ts';
import type { PictureRef, StageChoice } from '../../layout/stageChoice.ts';
import type { StageProfile } from '../../layout/stageProfile.ts';
import { useDataMode } from '../../room/dataSaver.ts';
import { usePersonSettings } from '../../room/personSettingsContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { arrangeScene, largeCamera } from './scene.ts';
import { type Tile, tileKey } from './tiles.ts';
import { useCameraPixelRatio } from './useCameraPixelRatio.ts';
import { useEvolving } from './useEvolving.ts';
import { useLivePictures } from './useLivePictures.ts';
import { useStageChoice } from './useStageChoice.ts';
import { useStageGate } from './useStageGate.ts';
import { useViewMode } from './useViewMode.ts';
import type { ShownPicture } from './views.ts';

export interface Scene {
  readonly arrangement: Arrangement<Tile>;
  /** Under what has the stage now: what will have it as soon as its picture is there. */
  readonly arriving: readonly Tile[];
  /** Pictures to ask for in the size they are about to have. */
  readonly early: readonly ShownPicture[];
  /** Keys of the pictures of others that are received: see `useLivePictures`. */
  readonly live: ReadonlySet<string>;
}

interface SceneInput {
  readonly content: StageContent<Tile>;
  readonly space: Space;
  readonly profile: StageProfile;
  readonly page: number;
  /** How many pictures of others may move at once. */
  readonly maxVideos: number;
  /** Of the picture in a window of its own. */
  readonly apartKey: string | null;
}

/** Who stands where now. */
export function useScene(input: SceneInput): Scene {
  const { content, profile } = input;
  const choice = useStageChoice();
  const mode = useViewMode(profile.gridMaxPeople);
  const wanted = mode === 'speaker' ? choice : null;
  const isComing = useIsComing();
  const probe = arrangeScene({ ...input, choice: wanted, order: [] });
  const stageRect = probe.placements.find(({ role }) => role === 'stage')?.rect ?? input.space;
  const stageLines = sharpLines(stageRect, useCameraPixelRatio());
  const { shown, arriving } = useStageGate(wanted, { isComing, stageLines });
  const order = useOrder(input, shown);
  const arrangement = arrangeScene({ ...input, choice: shown, order });
  const { maxVideos: max, apartKey } = input;
  const live = useLivePictures({ arrangement, arriving, apartKey, isComing, max });
  // Who is about to speak takes no picture away from anybody.
  const next = useNextSpeaker(wanted).filter((ref) => live.has(tileKey(ref)) || live.size < max);
  const all = [...content.people, ...content.screens];
  const isPlaced = ({ key }: Tile) => arrangement.placements.some(({ tile }) => tile.key === key);
  return {
    arrangement,
    arriving: all.filter((tile) => arriving.some((ref) => tileKey(ref) === tile.key) && !isPlaced(tile)),
    early: [...arriving, ...next].map((picture) => earlyPicture(picture, wanted, arrangement)),
    live,
  };
}

/** The places of people: see `nextSlots`. */
function useOrder(input: SceneInput, shown: StageChoice | null): readonly string[] {
  const selfId = useRoom(({ userId }) => userId) ?? '';
  const speakerId = useRoom(({ stageUserId }) => stageUserId);
  const pinned = usePersonSettings((settings) => settings.pinned);
  const present = input.content.people.map(({ key }) => key);
  const own = input.content.people.filter(({ userId }) => userId === selfId).map(({ key }) => key);
  return useEvolving(NO_SLOTS, (before) => {
    const { pageSize, placements } = arrangeScene({ ...input, choice: shown, order: before.order });
    const screens = placements.filter(({ tile, role }) => role === 'other' && tile.source === 'screen');
    return nextSlots(before, {
      present,
      fixed: pinned?.source === 'camera' ? [...own, tileKey(pinned)] : own,
      stage: largeCamera(shown),
      speaker: speakerId === null ? null : tileKey({ userId: speakerId, source: 'camera' }),
      // Small screens of others take places in the strip that are not the slots'.
      pageSize: Math.max(1, pageSize - screens.filter(({ tile }) => !tile.isSelf).length),
      shown: placements.map(({ tile }) => tile.key),
    });
  }).order;
}

/** Whether a picture is on and not hidden: then it is worth waiting for. */
function useIsComing(): (picture: PictureRef) => boolean {
  const audioOnly = useDataMode() === 'audio';
  const users = useRoom((room) => room.users);
  const hiddenIds = usePersonSettings((settings) => settings.hiddenIds);
  return ({ userId, source }) => {
    const sent = users.find(({ id }) => id === userId)?.sources[source];
    if (audioOnly) return false;
    return sent?.paused === false && (source === 'screen' || !hiddenIds.includes(userId));
  };
}

/** Who is about to speak on the stage, or beside a screen, if that is decided by speech. */
function useNextSpeaker(wanted: StageChoice | null): PictureRef[] {
  const nextId = useRoom(({ nextStageUserId }) => nextStageUserId);
  const isComing = useIsComing();
  if (nextId === null || wanted === null) return [];
  const bySpeech = wanted.stage.source === 'screen' || ['speech', 'default'].includes(wanted.reason);
  const next: PictureRef = { userId: nextId, source: 'camera' };
  const isLarge = [wanted.stage, wanted.companion].some(
    (ref) => ref !== null && tileKey(ref) === tileKey(next),
  );
  return bySpeech && !isLarge && isComing(next) ? [next] : [];
}

/** What comes is as large as what it comes for: the companion of a screen, else the stage. */
function earlyPicture(
  picture: PictureRef,
  wanted: StageChoice | null,
  { placements }: Arrangement<Tile>,
): ShownPicture {
  const isStage = wanted !== null && tileKey(wanted.stage) === tileKey(picture);
  const role = isStage || wanted?.stage.source !== 'screen' ? 'stage' : 'companion';
  const place = placements.find((each) => each.role === role) ?? placements[0];
  const { width = 1, height = 1 } = place?.rect ?? {};
  return { picture, width, height, onStage: role === 'stage' };
}
