import type { ComponentType, Dispatch, SetStateAction } from 'react';

/** Other features that the call page shows. Features do not know each other: whoever renders the page brings them. */
export interface CallParts {
  readonly ChatPanel: ComponentType<{ draft: string; onDraft: Dispatch<SetStateAction<string>> }>;
  readonly PeoplePanel: ComponentType<{
    onInvite: () => void;
    PersonMenuButton: ComponentType<{ userId: string; name: string }>;
  }>;
  /** Who knocks, over the stage; `hidden` while the list of those who wait is open. */
  readonly LobbyNotice: ComponentType<{ hidden: boolean; onShowPeople: () => void }>;
  /** For hosts: what happens cannot be saved now. */
  readonly UnkeptNotice: ComponentType;
  /** The hidden panel of faults, where the server allows any. */
  readonly Faults: ComponentType;
  /** Says what hosts and hands do, and asks what they ask. */
  readonly HostNews: ComponentType<{ onShowPeople: () => void }>;
  readonly RoomSettingsDialog: ComponentType<{ open: boolean; onClose: () => void }>;
  readonly LeaveButton: ComponentType;
  readonly InviteCard: ComponentType<{ roomId: string }>;
  readonly InviteDialog: ComponentType<{ roomId: string; open: boolean; onClose: () => void }>;
}
