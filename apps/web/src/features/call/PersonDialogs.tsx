import { type ReactNode, useState } from 'react';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoomClient } from '../../room/roomContext.tsx';
import { useHostAction } from '../../room/useHostAction.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { type PersonQuestion, PersonDialogsContext } from './personDialogs.ts';
import { RenameDialog } from './RenameDialog.tsx';

interface Asked {
  question: PersonQuestion;
  userId: string;
  name: string;
}

/** The dialogs about one person, for everything below: menus close before what they ask is answered. */
export function PersonDialogs({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <PersonDialogsContext value={(question, person) => setAsked({ question, ...person })}>
      {children}
      {asked?.question === 'rename' && (
        <RenameDialog userId={asked.userId} name={asked.name} onClose={close} />
      )}
      {asked !== null && asked.question !== 'rename' && (
        <PersonConfirmation asked={{ ...asked, question: asked.question }} onClose={close} />
      )}
    </PersonDialogsContext>
  );
}

interface PersonConfirmationProps {
  asked: Asked & { question: 'hand-over' | 'remove' };
  onClose: () => void;
}

function PersonConfirmation({ asked: { question, userId, name }, onClose }: PersonConfirmationProps) {
  const t = useText(hostTexts);
  const { host } = useRoomClient();
  const run = useHostAction();
  const removes = question === 'remove';
  return (
    <ConfirmDialog
      title={removes ? t.removeTitle(name) : t.handOverTitle(name)}
      text={removes ? t.removeText : t.handOverText}
      confirmLabel={removes ? t.remove : t.handOverConfirm}
      cancelLabel={t.cancel}
      tone={removes ? 'danger' : 'primary'}
      onClose={onClose}
      onConfirm={() => void run(removes ? host.remove(userId) : host.setRole(userId, 'host'))}
    />
  );
}
