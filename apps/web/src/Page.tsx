import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { SettingsMenu } from './features/settings/SettingsMenu.tsx';
import { shellTexts } from './i18n/shell.ts';
import { useText } from './i18n/useText.ts';
import styles from './Page.module.css';
import { PageFrame } from './ui/PageFrame.tsx';
import { Wordmark } from './ui/Wordmark.tsx';

/** Header and main region of the pages outside a call. */
export function Page({ layout, children }: { layout: 'column' | 'wide'; children: ReactNode }) {
  const t = useText(shellTexts);
  const brand = (
    <Link href="/" className={styles['brand'] ?? ''} aria-label={t.home}>
      <Wordmark />
    </Link>
  );
  return (
    <PageFrame brand={brand} actions={<SettingsMenu />} layout={layout}>
      {children}
    </PageFrame>
  );
}
