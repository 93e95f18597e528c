import { ChevronLeft, ChevronRight } from 'lucide-react';
import { callTexts } from '../../i18n/call.ts';
import { useText } from '../../i18n/useText.ts';
import type { Rect } from '../../layout/rect.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './Pager.module.css';

interface PagerProps {
  /** From 0. */
  page: number;
  pageCount: number;
  place: Rect;
  /** By how many pages, forwards or back. */
  onTurn: (pages: number) => void;
}

/** Turns the pages of the stage. */
export function Pager({ page, pageCount, place, onTurn }: PagerProps) {
  const t = useText(callTexts);
  const { x, y, width, height } = place;
  const position = t.page(page + 1, pageCount);
  return (
    <nav className={styles['pager']} style={{ left: x, top: y, width, height }} aria-label={position}>
      <IconButton
        label={t.previousPage}
        icon={ChevronLeft}
        disabled={page === 0}
        shortcut="PageUp"
        aria-keyshortcuts="PageUp"
        onClick={() => onTurn(-1)}
      />
      <span className={styles['position']} role="status" aria-label={position}>
        {page + 1} / {pageCount}
      </span>
      <IconButton
        label={t.nextPage}
        icon={ChevronRight}
        disabled={page === pageCount - 1}
        shortcut="PageDown"
        aria-keyshortcuts="PageDown"
        onClick={() => onTurn(1)}
      />
    </nav>
  );
}
