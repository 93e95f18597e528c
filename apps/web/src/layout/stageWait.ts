/** So long only a picture as large as it is to be shown takes the stage. */
const BEST_WITHIN_MS = 1500;
/** So long one that is as large as what it takes over from; after that it comes as it is. */
export const PATIENCE_MS = 5000;

export interface StageWait {
  /** How many lines look sharp where the picture is going. */
  readonly wantedLines: number;
  /** How many it has had at most there before; null when that is not known. */
  readonly bestLines: number | null;
  /** How many the picture has that it takes over from. */
  readonly presentLines: number;
  readonly waitedMs: number;
}

/** How many lines a picture needs by now to take the stage: a switch shows no blur that was not there before. */
export function neededLines({ wantedLines, bestLines, presentLines, waitedMs }: StageWait): number {
  const possible = Math.min(wantedLines, bestLines ?? Infinity);
  if (waitedMs < BEST_WITHIN_MS) return possible;
  return waitedMs < PATIENCE_MS ? Math.min(possible, presentLines) : 0;
}
