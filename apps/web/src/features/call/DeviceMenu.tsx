import { ChevronUp } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuGroup, MenuRadio } from '../../ui/Menu.tsx';
import styles from './DeviceMenu.module.css';
import type { DeviceChoice } from './useDeviceChoices.ts';

interface DeviceMenuProps {
  label: string;
  choices: readonly DeviceChoice[];
}

/** The arrow beside a switch that opens the list of devices; absent while there is nothing to choose from. */
export function DeviceMenu({ label, choices }: DeviceMenuProps) {
  const filled = choices.filter(({ options }) => options.length > 0);
  if (filled.length === 0) return null;
  return (
    <Menu
      label={label}
      placement="top"
      trigger={(props) => (
        <IconButton {...props} label={label} icon={ChevronUp} size="small" className={styles['arrow']} />
      )}
    >
      {filled.map((choice) => (
        <MenuGroup key={choice.label} label={choice.label}>
          {choice.options.map(({ value, label: name }) => (
            <MenuRadio key={value} checked={value === choice.value} onSelect={() => choice.choose(value)}>
              {name}
            </MenuRadio>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  );
}
