import { useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { CallParts } from './callParts.ts';
import { PersonMenuButton } from './PersonMenuButton.tsx';
import type { CallPanels } from './useCallPanels.ts';

interface OpenPanelProps extends Pick<CallParts, 'ChatPanel' | 'PeoplePanel'> {
  panels: CallPanels;
}

/** The panel that is open now, if any. */
export function OpenPanel({ ChatPanel, PeoplePanel, panels }: OpenPanelProps) {
  const t = useText(callTexts);
  // Kept here, so that closing the panel doesn't lose what was being written.
  const [draft, setDraft] = useState('');
  if (panels.panel === null) return null;
  const title = panels.panel === 'chat' ? t.chat : t.people;
  return (
    <Panel key={panels.panel} title={title} closeLabel={t.close} onClose={panels.closePanel}>
      {panels.panel === 'chat' ? (
        <ChatPanel draft={draft} onDraft={setDraft} />
      ) : (
        <PeoplePanel onInvite={() => panels.openDialog('invite')} PersonMenuButton={PersonMenuButton} />
      )}
    </Panel>
  );
}
