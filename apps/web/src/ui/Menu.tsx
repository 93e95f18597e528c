import { Check, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, createContext, use, useId } from 'react';
import { cx } from './cx.ts';
import floating from './Floating.module.css';
import styles from './Menu.module.css';
import type { Placement } from './placement.ts';
import { type PopoverTriggerProps, usePopover } from './usePopover.ts';

export interface MenuProps {
  /** Accessible name of the menu. */
  label: string;
  placement?: Placement;
  trigger: (props: PopoverTriggerProps & { 'aria-haspopup': 'menu' }) => ReactNode;
  /** `MenuItem`, `MenuRadio`, `MenuGroup`, `MenuSeparator`; rendered only while open. */
  children: ReactNode;
}

const CloseMenu = createContext<() => void>(() => undefined);

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];

const focusFirst = (menu: HTMLElement) => {
  const items = itemsOf(menu);
  (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus();
};

/** A list of actions or choices beside its button, with arrow keys, Home and End. */
export function Menu({ label, placement = 'bottom-end', trigger, children }: MenuProps) {
  const { open, close, triggerProps, panelProps } = usePopover(placement, focusFirst);
  return (
    <>
      {trigger({ ...triggerProps, 'aria-haspopup': 'menu' })}
      <div
        {...panelProps}
        role="menu"
        aria-label={label}
        className={cx(floating['panel'], styles['menu'])}
        onKeyDown={(event) => {
          if (event.key === 'Tab') close();
          else moveFocus(event);
        }}
      >
        <CloseMenu value={close}>{open && children}</CloseMenu>
      </div>
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const current = items.findIndex((item) => item === document.activeElement);
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items.at(target % items.length)?.focus();
}

export interface MenuItemProps {
  icon?: LucideIcon;
  /** A second, quiet line or a key. */
  hint?: string;
  tone?: 'normal' | 'danger';
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon: Icon, hint, tone = 'normal', onSelect, children }: MenuItemProps) {
  const close = use(CloseMenu);
  const select = () => {
    close();
    onSelect();
  };
  return (
    <button
      type="button"
      role="menuitem"
      className={cx(floating['item'], tone === 'danger' && floating['danger'])}
      onClick={select}
    >
      {Icon && <Icon size={18} aria-hidden="true" />}
      <span className={styles['text']}>{children}</span>
      {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
    </button>
  );
}

export interface MenuRadioProps {
  checked: boolean;
  onSelect: () => void;
  children: ReactNode;
}

/** One of several choices; put them into a `MenuGroup`. */
export function MenuRadio({ checked, onSelect, children }: MenuRadioProps) {
  const close = use(CloseMenu);
  const select = () => {
    close();
    onSelect();
  };
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={checked}
      className={floating['item']}
      onClick={select}
    >
      <span className={styles['check']}>{checked && <Check size={18} aria-hidden="true" />}</span>
      <span className={styles['text']}>{children}</span>
    </button>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles['group']}>
      <div id={id} role="presentation" className={styles['label']}>
        {label}
      </div>
      {children}
    </div>
  );
}

export function MenuSeparator() {
  return <div role="separator" className={styles['separator']} />;
}
