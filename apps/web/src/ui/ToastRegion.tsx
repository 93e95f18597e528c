import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import styles from './ToastRegion.module.css';
import { type Toast, dismissToast, toastStore } from './toasts.ts';

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;

interface ToastRegionProps {
  /** Accessible name of the region. */
  label: string;
  dismissLabel: string;
}

/** Where toasts appear: one per page, at the top centre, above dialogs. */
export function ToastRegion({ label, dismissLabel }: ToastRegionProps) {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.getSnapshot);
  const region = useRef<HTMLElement>(null);

  useEffect(() => {
    const element = region.current;
    if (!element) return;
    // Shown anew for each change: the last one shown lies on top of a dialog opened in between.
    if (element.matches(':popover-open')) element.hidePopover();
    if (toasts.length > 0) element.showPopover();
  }, [toasts]);

  return (
    <>
      <div role="status" className="visually-hidden">
        {toasts.map((toast) => (
          <p key={toast.id}>{toast.text}</p>
        ))}
      </div>
      <section ref={region} popover="manual" aria-label={label} className={styles['region']}>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} dismissLabel={dismissLabel} />
        ))}
      </section>
    </>
  );
}

function ToastCard({ toast, dismissLabel }: { toast: Toast; dismissLabel: string }) {
  const { tone, text, action } = toast;
  return (
    <Banner icon={ICONS[tone]} tone={tone} text={text}>
      {action && (
        <Button
          variant="ghost"
          onClick={() => {
            dismissToast(toast.id);
            action.onSelect();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={dismissLabel} icon={X} size="small" onClick={() => dismissToast(toast.id)} />
    </Banner>
  );
}
