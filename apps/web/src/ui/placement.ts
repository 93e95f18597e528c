export type Placement = 'top' | 'bottom' | 'top-start' | 'top-end' | 'bottom-start' | 'bottom-end';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Distance from the anchor and the least distance from the window's edge, in CSS pixels. */
const GAP = 8;
const MARGIN = 8;

/**
 * Where a floating box goes beside its anchor: on the wanted side, on the other one when only that has room, and
 * always inside the window. Everything in CSS pixels of the viewport.
 */
export function placeBeside(
  anchor: Box,
  floating: { width: number; height: number },
  viewport: { width: number; height: number },
  placement: Placement,
): { left: number; top: number } {
  const above = anchor.top - GAP - floating.height;
  const below = anchor.top + anchor.height + GAP;
  const fitsAbove = above >= MARGIN;
  const fitsBelow = below + floating.height <= viewport.height - MARGIN;
  const wantsAbove = placement.startsWith('top');
  const goesAbove = wantsAbove ? fitsAbove || !fitsBelow : fitsAbove && !fitsBelow;
  return {
    left: clamp(alignedLeft(anchor, floating.width, placement), viewport.width - MARGIN - floating.width),
    top: clamp(goesAbove ? above : below, viewport.height - MARGIN - floating.height),
  };
}

function alignedLeft(anchor: Box, width: number, placement: Placement): number {
  if (placement.endsWith('start')) return anchor.left;
  if (placement.endsWith('end')) return anchor.left + anchor.width - width;
  return anchor.left + (anchor.width - width) / 2;
}

function clamp(value: number, max: number): number {
  return Math.round(Math.max(MARGIN, Math.min(value, max)));
}

/** Applies {@link placeBeside} to an element in the top layer. */
export function placeElement(floating: HTMLElement, anchor: Element, placement: Placement): void {
  const { left, top } = placeBeside(
    anchor.getBoundingClientRect(),
    { width: floating.offsetWidth, height: floating.offsetHeight },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    placement,
  );
  floating.style.left = `${left}px`;
  floating.style.top = `${top}px`;
}
