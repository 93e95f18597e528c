import { useState } from 'react';

/**
 * State that follows from what it was and from what is there now. It is computed while rendering, so that nothing is
 * shown in between. `next` must be pure and return its argument when there is nothing to change, or nothing would settle.
 */
export function useEvolving<State>(initial: State, next: (before: State) => State): State {
  const [state, setState] = useState(initial);
  const evolved = next(state);
  if (!Object.is(evolved, state)) setState(evolved);
  return evolved;
}
