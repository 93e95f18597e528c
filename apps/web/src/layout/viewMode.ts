/** How everyone is shown: one large picture and a filmstrip, or everyone alike. */
export type ViewMode = 'speaker' | 'grid';
/** `auto` takes what suits the meeting. */
export type ViewChoice = 'auto' | ViewMode;

export interface ViewFacts {
  /** Everyone, oneself included. */
  readonly people: number;
  /** From more people than this, one large picture is better; see `StageProfile`. */
  readonly gridMaxPeople: number;
  /** Somebody else's screen is shared. */
  readonly sharing: boolean;
  /** I pinned somebody or the host put somebody on everyone's stage: they want a large picture. */
  readonly chosen: boolean;
}

/**
 * Whether there are too many people for the grid. It takes two leaving to become few again, so that one person who
 * comes and goes does not turn everything over.
 */
export function isCrowd(before: boolean, { people, gridMaxPeople }: ViewFacts): boolean {
  return before ? people >= gridMaxPeople : people > gridMaxPeople;
}

/** The view to show. A choice is a choice: only `auto` looks at the meeting. */
export function viewMode(choice: ViewChoice, crowd: boolean, { sharing, chosen }: ViewFacts): ViewMode {
  if (choice !== 'auto') return choice;
  return sharing || chosen || crowd ? 'speaker' : 'grid';
}
