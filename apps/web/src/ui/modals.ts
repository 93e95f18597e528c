interface Modal {
  readonly element: HTMLElement;
  /** As if the person had closed it. */
  readonly close: () => void;
}

let open: readonly Modal[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Modal[]): void {
  open = next;
  for (const listener of listeners) listener();
}

/** A modal dialog is open from now on; the result says that it is closed. */
export function enterModal(modal: Modal): () => void {
  set([...open, modal]);
  return () => set(open.filter((each) => each !== modal));
}

/** Closes all of them: something in the page is to be seen. */
export function closeModals(): void {
  for (const { close } of open.toReversed()) close();
}

/** The modal dialog on top, outside of which everything is inert; null without one. For `useSyncExternalStore`. */
export const topModalStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: (): HTMLElement | null => open.at(-1)?.element ?? null,
};
