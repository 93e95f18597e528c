import { ChevronDown, type LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { cx } from './cx.ts';
import styles from './Field.module.css';

export interface SelectOption {
  value: string;
  label: string;
}

export interface SelectProps {
  label: string;
  hideLabel?: boolean;
  icon?: LucideIcon;
  options: readonly SelectOption[];
  /** The chosen option's value; null chooses nothing and shows `placeholder`. */
  value: string | null;
  placeholder?: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** The platform's own select in our clothes: phones show their picker, screen readers know it. */
export function Select(props: SelectProps) {
  const {
    label,
    hideLabel = false,
    icon: Icon,
    options,
    value,
    placeholder,
    disabled = false,
    onChange,
  } = props;
  const id = useId();
  const known = options.some((option) => option.value === value);
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles['label']}>
        {label}
      </label>
      <div className={cx(styles['box'], disabled && styles['disabled'])}>
        {Icon && <Icon size={18} aria-hidden="true" className={styles['icon']} />}
        <select
          id={id}
          className={cx(styles['select'], Icon && styles['after-icon'])}
          value={known && value !== null ? value : ''}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        >
          {!known && <option value="">{placeholder ?? ''}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden="true" className={styles['chevron']} />
      </div>
    </div>
  );
}
