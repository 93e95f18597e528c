import type { User } from '@parley/protocol';
import { Search, UserPlus } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { callTexts } from '../../i18n/call.ts';
import { hostTexts } from '../../i18n/host.ts';
import { useText } from '../../i18n/useText.ts';
import { useLocalMediaSnapshot } from '../../room/localMediaContext.tsx';
import { useRoom } from '../../room/roomContext.tsx';
import { useIsHost } from '../../room/useRole.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PanelActions } from './PanelActions.tsx';
import styles from './PeoplePanel.module.css';
import { peopleInOrder } from './peopleOrder.ts';
import { PersonRow, type PersonRowProps } from './PersonRow.tsx';
import { WaitingList } from './WaitingList.tsx';

export interface PeoplePanelProps {
  onInvite: () => void;
  /** The button to what can be done about somebody; it is on the tiles as well. */
  PersonMenuButton: PersonRowProps['PersonMenuButton'];
}

/** Who waits, and who is here: raised hands first, then oneself and the others in the order they came. */
export function PeoplePanel({ onInvite, PersonMenuButton }: PeoplePanelProps) {
  const t = useText(callTexts);
  const [typed, setTyped] = useState('');
  const host = useIsHost();
  const alone = useRoom(({ users }) => users.length === 0);
  const people = usePeople(typed);
  const selfId = useRoom((room) => room.userId);
  return (
    <div className={styles['all']}>
      <div className={styles['top']}>
        <Button full icon={UserPlus} onClick={onInvite}>
          {t.invite}
        </Button>
        {host && <PanelActions />}
        {!alone && <PeopleSearch typed={typed} onType={setTyped} count={people.length} />}
      </div>
      <div className={styles['lists']}>
        {host && <WaitingList />}
        {/* Scrolls, so keys must reach it even when nothing in it can be focused. */}
        <ul className={styles['list']} tabIndex={0} aria-label={t.people}>
          {people.map((user) => {
            const Row = user.id === selfId ? OwnRow : RemoteRow;
            return <Row key={user.id} user={user} PersonMenuButton={PersonMenuButton} />;
          })}
        </ul>
      </div>
    </div>
  );
}

function usePeople(typed: string): readonly User[] {
  const self = useRoom((room) => room.self);
  const users = useRoom((room) => room.users);
  return peopleInOrder(self === null ? users : [self, ...users], typed);
}

interface PeopleSearchProps {
  typed: string;
  onType: (typed: string) => void;
  count: number;
}

function PeopleSearch({ typed, onType, count }: PeopleSearchProps) {
  const t = useText(hostTexts);
  const searching = typed.trim() !== '';
  return (
    <>
      <TextField
        label={t.searchPeople}
        hideLabel
        type="search"
        placeholder={t.searchPeople}
        value={typed}
        autoComplete="off"
        trailing={<Search size={18} aria-hidden="true" className={styles['lens']} />}
        onChange={(event) => onType(event.target.value)}
      />
      <p role="status" className={searching && count === 0 ? styles['nobody'] : 'visually-hidden'}>
        {searching && (count === 0 ? t.nobodyFound : t.found(count))}
      </p>
    </>
  );
}

interface RowProps {
  user: User;
  PersonMenuButton: ComponentType<{ userId: string; name: string }>;
}

function RemoteRow({ user, PersonMenuButton }: RowProps) {
  const { displayName, sources } = user;
  return (
    <PersonRow
      user={user}
      label={displayName}
      microphone={sources.microphone?.paused === false}
      camera={sources.camera?.paused === false}
      screen={sources.screen !== undefined}
      PersonMenuButton={PersonMenuButton}
    />
  );
}

function OwnRow({ user, PersonMenuButton }: RowProps) {
  const t = useText(callTexts);
  const { camera, microphone, screen } = useLocalMediaSnapshot();
  return (
    <PersonRow
      user={user}
      label={t.ownName(user.displayName)}
      own
      microphone={microphone.track !== null && !microphone.muted}
      camera={camera.track !== null}
      screen={screen.track !== null}
      PersonMenuButton={PersonMenuButton}
    />
  );
}
