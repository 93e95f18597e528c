import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { closeModals, topModalStore } from './modals.ts';
import styles from './ToastRegion.module.css';
import { type Toast, dismissToast, toastStore } from './toasts.ts';
import { useTopmost } from './useTopmost.ts';

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;
/** A dialog that closes with what is said of it takes its words along: they are put where they stay. */
const PLACE_SETTLES_MS = 150;

interface ToastRegionProps {
  /** Accessible name of the region. */
  label: string;
  dismissLabel: string;
}

/**
 * Where toasts appear: one per page, at the top centre, above dialogs. While a modal dialog is open they are a part of it,
 * because all the rest of the page is inert: nothing of it is read out or can be pressed.
 */
export function ToastRegion(props: ToastRegionProps) {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.getSnapshot);
  const modal = useSyncExternalStore(topModalStore.subscribe, topModalStore.getSnapshot);
  const saidIn = useSaid(toasts, modal);
  return (
    <>
      <Announcements toasts={saidIn(null)} />
      {modal === null ? (
        <Toasts {...props} toasts={toasts} />
      ) : (
        createPortal(
          <>
            <Announcements toasts={saidIn(modal)} />
            <Toasts {...props} toasts={toasts} />
          </>,
          modal,
        )
      )}
    </>
  );
}

/** Each toast is said once, in the place that could be heard when it came: screen readers miss what is there from the start. */
function useSaid(toasts: readonly Toast[], modal: HTMLElement | null) {
  const [said, setSaid] = useState<readonly { toast: Toast; place: HTMLElement | null }[]>([]);
  useEffect(() => {
    const say = () =>
      setSaid((before) => {
        const still = before.filter(({ toast }) => toasts.includes(toast));
        const unsaid = toasts.filter((toast) => !still.some((each) => each.toast === toast));
        return [...still, ...unsaid.map((toast) => ({ toast, place: modal }))];
      });
    const timer = setTimeout(say, PLACE_SETTLES_MS);
    return () => clearTimeout(timer);
  }, [toasts, modal]);
  return (here: HTMLElement | null) =>
    said.flatMap(({ toast, place }) => (place === here && toasts.includes(toast) ? [toast] : []));
}

function Announcements({ toasts }: { toasts: readonly Toast[] }) {
  return (
    <div role="status" className="visually-hidden">
      {toasts.map((toast) => (
        <p key={toast.id}>{toast.text}</p>
      ))}
    </div>
  );
}

function Toasts({ toasts, label, dismissLabel }: ToastRegionProps & { toasts: readonly Toast[] }) {
  const regionProps = useTopmost(toasts, toasts.length > 0);
  return (
    <section {...regionProps} popover="manual" aria-label={label} className={styles['region']}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} dismissLabel={dismissLabel} />
      ))}
    </section>
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
            closeModals(); // what it leads to is in the page
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
