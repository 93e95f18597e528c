import { describe, expect, it } from 'vitest';
import { followKeyboard, freePart } from './keyboard.ts';

const PAGE = 844;
const whole = { height: PAGE, offsetTop: 0, scale: 1 };

describe('the part of a page that a keyboard leaves free', () => {
  it('is told while there is a keyboard', () => {
    expect(freePart({ ...whole, height: 508 }, PAGE)).toEqual({ top: 0, height: 508 });
  });

  it('is where Safari has moved the page to', () => {
    expect(freePart({ ...whole, height: 508.4, offsetTop: 120.6 }, PAGE)).toEqual({ top: 121, height: 508 });
  });

  it('is not confused with a toolbar that comes and goes', () => {
    expect(freePart({ ...whole, height: PAGE - 84 }, PAGE)).toBeNull();
    expect(freePart({ ...whole, height: PAGE + 56 }, PAGE)).toBeNull();
  });

  it('is not confused with a page that was zoomed in', () => {
    expect(freePart({ height: PAGE / 2, offsetTop: 200, scale: 2 }, PAGE)).toBeNull();
  });
});

/** As much of a page as the adapter looks at. */
function simulatedPage() {
  const attributes = new Set<string>();
  const lengths = new Map<string, string>();
  const documentElement = {
    clientHeight: PAGE,
    scrollHeight: PAGE,
    hasAttribute: (name: string) => attributes.has(name),
    toggleAttribute: (name: string, on: boolean) => (on ? attributes.add(name) : attributes.delete(name)),
    style: {
      setProperty: (name: string, value: string) => lengths.set(name, value),
      removeProperty: (name: string) => lengths.delete(name),
    },
  };
  const viewport = Object.assign(new EventTarget(), whole);
  const scrolls: number[] = [];
  const page = {
    visualViewport: viewport,
    document: { documentElement: documentElement as unknown as HTMLElement },
    scrollTo: (_x: number, y: number) => scrolls.push(y),
  };
  const change = (event: 'resize' | 'scroll', to: Partial<typeof whole>) => {
    Object.assign(viewport, to);
    viewport.dispatchEvent(new Event(event));
  };
  return { page, documentElement, attributes, lengths, scrolls, change };
}

describe('following the keyboard', () => {
  it('tells style sheets, also when Safari moves the page, until the keyboard is gone', () => {
    const { page, attributes, lengths, scrolls, change } = simulatedPage();
    const stop = followKeyboard(page);
    expect(attributes.size).toBe(0);
    change('resize', { height: 508 });
    expect(attributes.has('data-keyboard')).toBe(true);
    expect(Object.fromEntries(lengths)).toEqual({ '--free-top': '0px', '--free-height': '508px' });
    change('scroll', { offsetTop: 90 });
    expect(lengths.get('--free-top')).toBe('90px');
    expect(scrolls).toEqual([]);
    change('resize', whole);
    expect([attributes.size, lengths.size]).toEqual([0, 0]);
    expect(scrolls).toEqual([0]);
    change('resize', { height: 508 });
    stop();
    expect([attributes.size, lengths.size]).toEqual([0, 0]);
    change('resize', { height: 500 });
    expect(attributes.size).toBe(0);
  });

  it('leaves a page that can scroll where it is', () => {
    const { page, documentElement, scrolls, change } = simulatedPage();
    documentElement.scrollHeight = 2 * PAGE;
    followKeyboard(page);
    change('resize', { height: 508 });
    change('resize', whole);
    expect(scrolls).toEqual([]);
  });

  it('does nothing where the browser tells nothing', () => {
    const { page, attributes } = simulatedPage();
    followKeyboard({ ...page, visualViewport: null })();
    expect(attributes.size).toBe(0);
  });
});
