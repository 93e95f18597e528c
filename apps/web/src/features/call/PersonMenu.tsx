import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { useIsHost } from '../../room/useRole.ts';
import { Popover, type PopoverProps } from '../../ui/Popover.tsx';
import { OwnCard, PersonCard } from './PersonCard.tsx';

interface PersonMenuProps {
  userId: string;
  name: string;
  source: 'camera' | 'screen';
  trigger: PopoverProps['trigger'];
}

/** The card of one person behind a button. */
export function PersonMenu({ userId, name, source, trigger }: PersonMenuProps) {
  const t = useText(peopleTexts);
  const isSelf = useRoom((room) => room.userId === userId);
  const Card = isSelf ? OwnCard : PersonCard;
  return (
    <Popover label={t.actionsFor(name)} trigger={trigger}>
      {(close) => <Card userId={userId} name={name} source={source} onDone={close} />}
    </Popover>
  );
}

/** Whether a tile has the menu: on one's own there is only what a host does before others; the rest is in the list. */
export function useHasTileMenu(userId: string): boolean {
  const isSelf = useRoom((room) => room.userId === userId);
  const alone = useRoom(({ users }) => users.length === 0);
  const host = useIsHost();
  return !isSelf || (host && !alone);
}
