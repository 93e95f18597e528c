import { startSfu } from '@parley/sfu/testing';
import { expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';

const HOSTILE =
  '<img src=x onerror="alert(1)"> javascript:alert(1) https://elsewhere.example/%22onclick=alert(1)';

/** What the policy has kept from happening, as the page itself is told. */
async function watchViolations(guest: Guest): Promise<() => Promise<string[]>> {
  await guest.page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenViolations: seen });
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
  });
  return () => guest.page.evaluate(() => (window as unknown as { seenViolations: string[] }).seenViolations);
}

it(
  'a meeting does nothing that its policy forbids, and nobody else gets in',
  { timeout: 120_000 },
  async () => {
    await using sfu = await startSfu();
    await using chromium = await Chromium.launch();
    const guest = await Guest.open(await chromium.profile(), sfu.localUrl);
    const violations = await watchViolations(guest);
    await guest.join('strict', '<b onclick=x>Anna');
    const { page } = guest;
    await page.getByRole('button', { name: /^Chat/ }).click();
    await page.getByRole('textbox', { name: 'Message' }).fill(HOSTILE);
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('javascript:alert(1)').waitFor();
    // Only the address of the web is a link, and it is a link to where it says.
    const links = page.getByRole('link', { name: /elsewhere|alert/ });
    expect(await links.evaluateAll((all) => (all as HTMLAnchorElement[]).map(({ host }) => host))).toEqual([
      'elsewhere.example',
    ]);
    expect(await links.first().getAttribute('rel')).toContain('noopener');
    expect(await page.locator('img[src="x"], b[onclick]').count()).toBe(0);
    expect({ violations: await violations(), problems: guest.problems }).toEqual({
      violations: [],
      problems: [],
    });

    await page.evaluate(() => {
      const inline = document.createElement('script');
      inline.textContent = 'window.ran = true';
      const foreign = document.createElement('script');
      foreign.src = 'https://elsewhere.example/x.js';
      const handler = document.createElement('p');
      handler.setAttribute('onclick', 'window.ran = true');
      const frame = document.createElement('iframe');
      frame.src = 'https://elsewhere.example/';
      document.body.append(inline, foreign, handler, frame);
      handler.click();
      void fetch('https://elsewhere.example/').catch(() => undefined);
    });
    await expect.poll(violations, { timeout: 20_000 }).toHaveLength(5);
    expect(new Set(await violations())).toEqual(
      new Set(['script-src-elem', 'script-src-attr', 'frame-src', 'connect-src']),
    );
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  },
);
