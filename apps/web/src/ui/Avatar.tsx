import type { CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { cx } from './cx.ts';
import { hueOf, initialsOf } from './initials.ts';

export interface AvatarProps {
  name: string;
  /** Diameter in CSS pixels; without it the avatar is as wide as its box. */
  size?: number;
  className?: string;
}

/** Initials in a circle whose colour comes from the name. Decoration: the name itself stands beside it. */
export function Avatar({ name, size, className }: AvatarProps) {
  const style: CSSProperties & Record<'--hue', number> = {
    '--hue': hueOf(name),
    ...(size !== undefined && { inlineSize: size }),
  };
  return (
    <span className={cx(styles['avatar'], className)} style={style} aria-hidden="true">
      <span className={styles['initials']}>{initialsOf(name)}</span>
    </span>
  );
}
