import type { Page } from 'playwright-core';
import type { Guest } from './Guest.ts';

const LABELS = {
  auto: /^(Automatic|자동)$/,
  speaker: /^(Speaker large|말하는 사람 크게)$/,
  grid: /^(Everyone alike|모두 같은 크기로)$/,
} as const;

/** Chooses a view in the menu of a wide window. */
export async function chooseView({ page }: Guest, view: keyof typeof LABELS): Promise<void> {
  await page.getByRole('button', { name: /^(More|더보기)$/ }).click();
  await page.getByRole('menuitemradio', { name: LABELS[view] }).click();
}

/** Chooses a view in the sheet of a phone. */
export async function chooseViewOnPhone({ page }: Guest, view: keyof typeof LABELS): Promise<void> {
  await page.getByRole('button', { name: /^(More|더보기)/ }).click();
  await page.getByLabel(/^(View|보기)$/).selectOption(view);
  await page.keyboard.press('Escape');
}

/** A tile as it is on the page. */
export interface TileBox {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The tiles by size, the largest first; those that wait under others are left out. */
export function tileBoxes({ tiles }: Guest): Promise<TileBox[]> {
  return tiles.evaluateAll((elements) =>
    (elements as HTMLElement[])
      .filter((element) => !element.inert)
      .map((element) => ({
        // Initials, tooltips and cards are text, too.
        name: element.querySelector('span[dir="auto"]')?.textContent ?? '',
        x: element.offsetLeft,
        y: element.offsetTop,
        width: element.offsetWidth,
        height: element.offsetHeight,
      }))
      .toSorted((a, b) => b.width * b.height - a.width * a.height),
  );
}

/** Who is on the stage: the name on the largest tile, or nothing where all are alike. */
export async function onStage(guest: Guest): Promise<string | null> {
  const [first, second] = await tileBoxes(guest);
  if (first === undefined || second === undefined) return null;
  return first.width > second.width ? first.name : null;
}

/** What was in the middle of the stage, frame by frame. Lines are those of a picture; 0 is no picture. */
export interface StageWatch {
  /** Of whatever could be seen there, such as a tile on its way to the strip. */
  seen: number[];
  /** Of the tile whose place the stage is. */
  stage: number[];
  /** Whose picture was seen, without repetitions. */
  names: string[];
}

/** Begins to watch the middle of the largest tile; the result says what was seen until now. */
export async function watchStage(guest: Guest): Promise<() => Promise<StageWatch>> {
  const [stage] = await tileBoxes(guest);
  if (stage === undefined) throw new Error('there is no tile');
  const list = await guest.page.getByRole('list', { name: /on screen|보이는 사람/ }).boundingBox();
  const x = (list?.x ?? 0) + stage.x + stage.width / 2;
  const y = (list?.y ?? 0) + stage.y + stage.height / 2;
  await guest.page.evaluate(startWatch, { x, y });
  return () => stopWatch(guest.page);
}

function startWatch({ x, y }: { x: number; y: number }): void {
  const watch: StageWatch = { seen: [], stage: [], names: [] };
  window.stageWatch = watch;
  const linesOf = (item: Element | undefined) => {
    // A picture that is still fading in or has no frame is none.
    const shown = [...(item?.querySelectorAll('video') ?? [])].filter(
      (video) => video.videoHeight > 0 && Number(getComputedStyle(video).opacity) > 0.5,
    );
    return Math.max(0, ...shown.map((video) => video.videoHeight));
  };
  const isInPlace = ({
    offsetLeft,
    offsetTop,
    offsetWidth,
    offsetHeight,
    offsetParent,
    inert,
  }: HTMLElement) => {
    const list = offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const [left, top] = [x - list.left - offsetLeft, y - list.top - offsetTop];
    return !inert && left > 0 && left < offsetWidth && top > 0 && top < offsetHeight;
  };
  const look = () => {
    const items = document.elementsFromPoint(x, y).flatMap((element) => element.closest('li') ?? []);
    const name = items[0]?.querySelector('span[dir="auto"]')?.textContent ?? '';
    if (watch.names.at(-1) !== name) watch.names.push(name);
    watch.seen.push(linesOf(items[0]));
    watch.stage.push(linesOf([...document.querySelectorAll('li')].find(isInPlace)));
    if (window.stageWatch === watch) requestAnimationFrame(look);
  };
  look();
}

function stopWatch(page: Page): Promise<StageWatch> {
  return page.evaluate(() => {
    const watch = window.stageWatch ?? { seen: [], stage: [], names: [] };
    window.stageWatch = null;
    return watch;
  });
}

/** Has the page believe that nobody looks at it, as in a tab behind others. */
export async function hidePage(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    Object.defineProperty(document, 'visibilityState', {
      value: value ? 'hidden' : 'visible',
      configurable: true,
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

declare global {
  interface Window {
    stageWatch: StageWatch | null;
  }
}
