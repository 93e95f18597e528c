import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { THEME_STORAGE_KEY } from './theme.ts';

test('the script that runs before the first paint reads the key that the switch writes', async () => {
  const script = await readFile(new URL('../../public/early.js', import.meta.url), 'utf8');
  expect(script).toContain(`localStorage.getItem('${THEME_STORAGE_KEY}')`);
});
