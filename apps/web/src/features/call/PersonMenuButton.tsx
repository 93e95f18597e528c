import { EllipsisVertical } from 'lucide-react';
import { peopleTexts } from '../../i18n/people.ts';
import { useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import styles from './PersonMenuButton.module.css';

/** What can be done about somebody, in a list. */
export function PersonMenuButton({ userId, name }: { userId: string; name: string }) {
  const t = useText(peopleTexts);
  return (
    <PersonMenu
      userId={userId}
      name={name}
      source="camera"
      trigger={(props) => (
        <IconButton
          {...props}
          className={styles['menu']}
          label={t.actionsFor(name)}
          icon={EllipsisVertical}
          tooltipPlacement="bottom-end"
        />
      )}
    />
  );
}
