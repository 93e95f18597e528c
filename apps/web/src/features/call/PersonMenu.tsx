import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { useRoom } from '../../room/roomContext.tsx';
import { Popover, type PopoverProps } from '../../ui/Popover.tsx';
import { OwnCard, PersonCard } from './PersonCard.tsx';
import { useIsHost } from './useSpotlight.ts';

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

/** Whether there is anything in the menu: about oneself only a host can do something, and only before others. */
export function useHasPersonMenu(userId: string): boolean {
  const isSelf = useRoom((room) => room.userId === userId);
  const alone = useRoom(({ users }) => users.length === 0);
  const host = useIsHost();
  return !isSelf || (host && !alone);
}
