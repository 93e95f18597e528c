import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PictureRef, StageChoice } from '../../layout/stageChoice.ts';
import { neededLines, PATIENCE_MS } from '../../layout/stageWait.ts';
import { shownPicture } from './shownPicture.ts';
import { tileKey } from './tiles.ts';
import { useEvolving } from './useEvolving.ts';

/** How long a picture needs on the stage at most until it is as good as it gets. */
const SETTLED_MS = 3000;

interface GateOptions {
  /** Whether a picture is on its way: who has no camera on need not be waited for. */
  readonly isComing: (picture: PictureRef) => boolean;
  /** How many lines look sharp on the stage. */
  readonly stageLines: number;
}

export interface StageGate {
  /** What is large now. */
  readonly shown: StageChoice | null;
  /** What is about to become large; it has to be somewhere on the page for its picture to arrive. */
  readonly arriving: readonly PictureRef[];
}

/**
 * Keeps what is on the stage until the picture that is to take its place is there, about as large as it will be shown:
 * a switch shows neither black nor a blur. What was just pressed (a pin) comes with the first picture there is.
 */
export function useStageGate(wanted: StageChoice | null, { isComing, stageLines }: GateOptions): StageGate {
  const [released, setReleased] = useState<string | null>(null);
  const wantedKey = wanted === null ? null : keyOf(wanted);
  // A release is for one wish; the next time the same picture is wanted, it is waited for again.
  useEffect(() => () => setReleased(null), [wantedKey]);
  const shown = useEvolving(wanted, (before) => {
    if (wanted === null || before === null || released === wantedKey) return wanted;
    if (keyOf(before) === wantedKey) return before;
    return isComing(before.stage) && arrivals(before, wanted).some(isComing) ? before : wanted;
  });
  const arriving = wanted === null || shown === null ? [] : arrivals(shown, wanted);
  const lines = wanted?.reason === 'pin' || wanted?.stage.source === 'screen' ? 1 : stageLines;
  const presentKey = shown === null ? '' : tileKey(shown.stage);
  const best = useBestLines(presentKey);
  const keys = arriving.map(tileKey).join(' ');
  useArrival({ keys, presentKey, lines, best }, () => setReleased(wantedKey));
  return { shown, arriving };
}

/** Lines by tile key. */
type Best = RefObject<Map<string, number>>;

/**
 * What a picture had at most after a while on the stage is what its camera, or the link, can do: more is not waited for. A bad
 * moment does not count, or the next switch would show it.
 */
function useBestLines(stageKey: string): Best {
  const best = useRef(new Map<string, number>());
  useEffect(() => {
    const timer = setTimeout(() => {
      const lines = Math.max(linesOf(stageKey), best.current.get(stageKey) ?? 0);
      if (lines > 0) best.current.set(stageKey, lines);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [stageKey]);
  return best;
}

interface Arrival {
  /** Of the tiles that are to become large, with blanks between them. */
  readonly keys: string;
  /** Of the tile that is large now. */
  readonly presentKey: string;
  readonly lines: number;
  readonly best: Best;
}

/** Calls back once every picture is good enough to be large: see `neededLines`. */
function useArrival({ keys, presentKey, lines, best }: Arrival, onArrived: () => void): void {
  const tell = useEffectEvent(onArrived);
  useEffect(() => {
    if (keys === '') return undefined;
    const startedAtMs = performance.now();
    const isThere = (key: string) => {
      const needed = neededLines({
        wantedLines: lines,
        bestLines: best.current.get(key) ?? null,
        presentLines: linesOf(presentKey),
        waitedMs: performance.now() - startedAtMs,
      });
      return linesOf(key) >= needed && isOpaque(key);
    };
    const pictures = keys.split(' ');
    const timer = setTimeout(() => tell(), PATIENCE_MS);
    let frame = requestAnimationFrame(function look() {
      if (pictures.every(isThere)) tell();
      else frame = requestAnimationFrame(look);
    });
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [keys, presentKey, lines, best]);
}

function linesOf(key: string): number {
  return shownPicture(key)?.videoHeight ?? 0;
}

/** Whether a picture covers what is behind it, rather than fading in. */
function isOpaque(key: string): boolean {
  const video = shownPicture(key);
  return video !== null && Number(getComputedStyle(video).opacity) === 1;
}

/** What is to become large and is not. */
function arrivals(before: StageChoice, wanted: StageChoice): PictureRef[] {
  const large = new Set(picturesOf(before).map(tileKey));
  return picturesOf(wanted).filter((picture) => !large.has(tileKey(picture)));
}

function picturesOf({ stage, companion }: StageChoice): PictureRef[] {
  return companion === null ? [stage] : [stage, companion];
}

function keyOf(choice: StageChoice): string {
  return picturesOf(choice).map(tileKey).join(' ');
}
