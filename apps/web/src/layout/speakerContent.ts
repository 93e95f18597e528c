/** Who goes where in speaker view. */
export interface SpeakerContent<Tile> {
  readonly stage: Tile;
  /** Stands beside the stage, larger than the strip's tiles: who speaks while a screen is shown. */
  readonly companion: Tile | null;
  /** Everyone else; oneself first. */
  readonly strip: readonly Tile[];
  /** A screen is shown as a whole, a face may lose its margins. */
  readonly screenOnStage: boolean;
}

/** Where there is no room for a companion of its own size, it comes right after oneself in the strip. */
export function companionInStrip<Tile>(content: SpeakerContent<Tile>): SpeakerContent<Tile> {
  const { companion, strip } = content;
  if (companion === null) return content;
  return { ...content, companion: null, strip: [...strip.slice(0, 1), companion, ...strip.slice(1)] };
}
