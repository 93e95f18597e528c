import { expect } from 'vitest';
import { accessibilityViolations } from './accessibility.ts';
import { scrollRoom, tooSmallTargets } from './fingerRoom.ts';
import type { Guest } from './Guest.ts';
import { settle } from './settle.ts';

/** A phone held upright, of 6.1 inches, and one that lies across. */
export const UPRIGHT = { width: 390, height: 844 };
export const ACROSS = { width: 844, height: 390 };
export const PHONE_SIZES = [{ width: 360, height: 740 }, UPRIGHT, ACROSS] as const;

export async function turnTo(phone: Guest, size: { width: number; height: number }): Promise<void> {
  await phone.page.setViewportSize(size);
  await settle(phone.page);
}

/**
 * A picture at each size for a person to look at, and what a computer can check of each: what can be pressed is large
 * enough for a finger, and nothing scrolls sideways. Ends upright.
 * @param name of the pictures, after `phone-`
 */
export async function phoneLook(phone: Guest, name: string, options: { axe: boolean }): Promise<void> {
  const language = await phone.page.evaluate(() => document.documentElement.lang);
  const wrong: string[] = [];
  for (const size of PHONE_SIZES) {
    await turnTo(phone, size);
    const place = `${size.width}x${size.height}`;
    await phone.screenshot(`phone-${name}-${language}-${place}`);
    wrong.push(...(await tooSmallTargets(phone.page)).map((target) => `${place}: ${target}`));
    const { sideways } = await scrollRoom(phone.page);
    if (sideways > 0) wrong.push(`${place}: scrolls sideways by ${sideways}`);
  }
  if (options.axe) wrong.push(...(await accessibilityViolations(phone.page)));
  expect(wrong, name).toEqual([]);
  await turnTo(phone, UPRIGHT);
}
