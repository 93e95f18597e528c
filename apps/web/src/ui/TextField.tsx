import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { cx } from './cx.ts';
import styles from './Field.module.css';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> {
  label: string;
  /** The label only for screen readers: when the place says what the field is for. */
  hideLabel?: boolean;
  hint?: string;
  /** What is wrong and what to do; announced when it appears. */
  error?: string | null;
  /** A button inside the field's end. */
  trailing?: ReactNode;
  large?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text with its label, hint and error. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    hideLabel = false,
    hint,
    error = null,
    trailing,
    large = false,
    className,
    ...input
  } = props;
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== null && `${id}-error`].filter(Boolean);
  return (
    <div className={cx(styles['field'], className)}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles['label']}>
        {label}
      </label>
      <div className={cx(styles['box'], large && styles['large'], error !== null && styles['wrong'])}>
        <input
          {...input}
          id={id}
          className={styles['input']}
          aria-invalid={error !== null || undefined}
          aria-describedby={described.join(' ') || undefined}
        />
        {trailing}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      <p id={`${id}-error`} className={styles['error']} role="alert" hidden={error === null}>
        {error}
      </p>
    </div>
  );
}
