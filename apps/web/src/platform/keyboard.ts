/** The part of the page that the on-screen keyboard leaves free, in CSS pixels from the page's top. */
export interface FreePart {
  readonly top: number;
  readonly height: number;
}

/** What is needed of `window.visualViewport`. */
export interface Viewport extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
  readonly height: number;
  readonly offsetTop: number;
  readonly scale: number;
}

/** Toolbars of browsers that come and go are lower than this, keyboards are not (CSS pixels). */
const KEYBOARD_MIN_HEIGHT = 120;
/** Who has zoomed in sees a part of the page for another reason. */
const ZOOMED = 1.05;

/**
 * Neither Safari nor Chrome make a page smaller for the keyboard: it lies over the page's end, and only the visual
 * viewport tells (WebKit bug 141832; Chrome since 108). `interactive-widget=resizes-content` would have Chrome do it
 * otherwise, and turn the whole call over for every line that is written. Null without a keyboard.
 */
export function freePart(viewport: Omit<Viewport, keyof EventTarget>, pageHeight: number): FreePart | null {
  const { height, offsetTop, scale } = viewport;
  if (scale > ZOOMED || pageHeight - height < KEYBOARD_MIN_HEIGHT) return null;
  return { top: Math.max(0, Math.round(offsetTop)), height: Math.round(height) };
}

/** The parts of a window that this file needs. */
interface Page {
  readonly visualViewport: Viewport | null;
  readonly document: { readonly documentElement: HTMLElement };
  scrollTo: (x: number, y: number) => void;
}

/**
 * While there is a keyboard, the root element has `data-keyboard`, `--free-top` and `--free-height`: style sheets do
 * the rest. @returns ends it.
 */
export function followKeyboard(page: Page): () => void {
  const { visualViewport: viewport } = page;
  const root = page.document.documentElement;
  if (viewport === null) return () => undefined;
  const tell = (free: FreePart | null) => {
    root.toggleAttribute('data-keyboard', free !== null);
    setLength(root, '--free-top', free?.top);
    setLength(root, '--free-height', free?.height);
  };
  const follow = () => {
    const free = freePart(viewport, root.clientHeight);
    const closed = free === null && root.hasAttribute('data-keyboard');
    tell(free);
    // Safari moves a page up to show what is being written, and leaves one that cannot scroll up there.
    if (closed && root.scrollHeight <= root.clientHeight) page.scrollTo(0, 0);
  };
  viewport.addEventListener('resize', follow);
  viewport.addEventListener('scroll', follow);
  follow();
  return () => {
    viewport.removeEventListener('resize', follow);
    viewport.removeEventListener('scroll', follow);
    tell(null);
  };
}

function setLength(root: HTMLElement, name: string, length: number | undefined): void {
  if (length === undefined) root.style.removeProperty(name);
  else root.style.setProperty(name, `${length}px`);
}
