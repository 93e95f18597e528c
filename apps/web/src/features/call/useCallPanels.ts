import { useId, useState } from 'react';

/** What stands beside the stage (over it in narrow windows). */
export type Panel = 'chat' | 'people';
/** What covers everything until it is closed. */
export type CallDialog = 'invite' | 'shortcuts' | 'more' | 'room-settings';

export interface CallPanels {
  readonly panel: Panel | null;
  readonly dialog: CallDialog | null;
  /** Ids of the buttons that open the panels: the focus returns there. */
  readonly toggleIds: Readonly<Record<Panel, string>>;
  togglePanel: (panel: Panel) => void;
  showPanel: (panel: Panel) => void;
  closePanel: () => void;
  openDialog: (dialog: CallDialog) => void;
  closeDialog: () => void;
}

/** Which panel and which dialog are open; at most one of each. */
export function useCallPanels(): CallPanels {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [dialog, setDialog] = useState<CallDialog | null>(null);
  const id = useId();
  const toggleIds = { chat: `${id}chat`, people: `${id}people` };
  return {
    panel,
    dialog,
    toggleIds,
    togglePanel: (wanted) => {
      setDialog(null);
      setPanel(panel === wanted ? null : wanted);
    },
    showPanel: (wanted) => {
      setDialog(null);
      setPanel(wanted);
    },
    closePanel: () => {
      if (panel !== null) document.getElementById(toggleIds[panel])?.focus();
      setPanel(null);
    },
    openDialog: setDialog,
    closeDialog: () => setDialog(null),
  };
}
