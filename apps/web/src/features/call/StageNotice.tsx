import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../ui/Banner.tsx';

interface StageNoticeProps {
  icon: LucideIcon;
  text: string;
  /** A button. */
  children?: ReactNode;
}

/** Over the stage: something about this call is not as it should be. */
export function StageNotice({ icon, text, children }: StageNoticeProps) {
  return (
    <Banner icon={icon} tone="warning" text={text}>
      {children}
    </Banner>
  );
}
