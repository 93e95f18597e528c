export interface Toast {
  id: number;
  text: string;
  tone: 'info' | 'success' | 'warning' | 'danger';
  /** Stays until it is dismissed; others go after 4 s. */
  important: boolean;
  action: { label: string; onSelect: () => void } | null;
}

export type ToastOptions = Pick<Toast, 'text'> & Partial<Omit<Toast, 'id' | 'text'>>;

const SHOWN_MS = 4000;
const MAX_SHOWN = 2;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a message at the top; returns what takes it away again. The same text is not shown twice at once. */
export function showToast(options: ToastOptions): () => void {
  const same = toasts.find((toast) => toast.text === options.text);
  if (same) dismissToast(same.id);
  const toast: Toast = { id: nextId++, tone: 'info', important: false, action: null, ...options };
  const tooMany = toasts.length >= MAX_SHOWN ? (toasts.find((shown) => !shown.important) ?? toasts[0]) : null;
  if (tooMany) dismissToast(tooMany.id);
  set([...toasts, toast]);
  if (!toast.important)
    timers.set(
      toast.id,
      setTimeout(() => dismissToast(toast.id), SHOWN_MS),
    );
  return () => dismissToast(toast.id);
}

export function dismissToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (toasts.some((toast) => toast.id === id)) set(toasts.filter((toast) => toast.id !== id));
}

/** Takes all of them away: what they were about is over. */
export function dismissToasts(): void {
  for (const { id } of toasts) dismissToast(id);
}

/** For `useSyncExternalStore`. */
export const toastStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: (): readonly Toast[] => toasts,
};
