import type { ComponentType, Dispatch, SetStateAction } from 'react';

/** Other features that the call page shows. Features do not know each other: whoever renders the page brings them. */
export interface CallParts {
  readonly ChatPanel: ComponentType<{ draft: string; onDraft: Dispatch<SetStateAction<string>> }>;
  readonly InviteCard: ComponentType<{ roomId: string }>;
  readonly InviteDialog: ComponentType<{ roomId: string; open: boolean; onClose: () => void }>;
}
