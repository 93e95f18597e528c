import { createContext, use } from 'react';

/** What is asked before it happens to somebody. */
export type PersonQuestion = 'rename' | 'hand-over' | 'remove';

export type AskAboutPerson = (question: PersonQuestion, person: { userId: string; name: string }) => void;

export const PersonDialogsContext = createContext<AskAboutPerson | null>(null);

/** Opens a dialog that outlives the menu it was asked from. */
export function useAskAboutPerson(): AskAboutPerson {
  const ask = use(PersonDialogsContext);
  if (ask === null) throw new Error('useAskAboutPerson needs PersonDialogs above it');
  return ask;
}
