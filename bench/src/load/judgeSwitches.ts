/** Somebody spoke from then to then, in milliseconds on one clock. */
export interface Speech {
  readonly userId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The stage became somebody's. */
export interface StageSwitch {
  readonly userId: string;
  readonly atMs: number;
}

export interface Judgement {
  readonly turns: number;
  readonly switches: number;
  /** Switches to somebody who had not spoken just before. */
  readonly wrong: number;
  /** Turns in which the speaker never had the stage. */
  readonly missed: number;
}

/** A stage that comes this long after the last word is late, not wrong. */
const LATE_MS = 1000;

/** Compares who had the stage with who spoke; both oldest first. */
export function judgeSwitches(switches: readonly StageSwitch[], speeches: readonly Speech[]): Judgement {
  const spoke = ({ userId, atMs }: StageSwitch) =>
    speeches.some(
      (speech) => speech.userId === userId && speech.fromMs <= atMs && atMs <= speech.toMs + LATE_MS,
    );
  const wasOnStage = ({ userId, fromMs, toMs }: Speech) =>
    switches.findLast(({ atMs }) => atMs <= fromMs)?.userId === userId ||
    switches.some((each) => each.userId === userId && each.atMs > fromMs && each.atMs <= toMs + LATE_MS);
  return {
    turns: speeches.length,
    switches: switches.length,
    wrong: switches.filter((each) => !spoke(each)).length,
    missed: speeches.filter((speech) => !wasOnStage(speech)).length,
  };
}
