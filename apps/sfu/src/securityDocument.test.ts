import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');

/** The rows of every table of threats: what is threatened, and by which test it is shown that it does not happen. */
const rows = [...text.matchAll(/^\| (?!threat|-)(.+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, threat = '', , test = '']) => {
    const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
    return { threat, file, title };
  },
);

describe('docs/security.md', () => {
  it('has its tables', () => expect(rows.length).toBeGreaterThan(35));

  it.each(rows)('names a test that exists for: $threat', ({ file, title }) => {
    expect(title).not.toBe('');
    expect(file).toMatch(/\.test\.tsx?$/);
    expect(existsSync(new URL(file, root))).toBe(true);
    const source = readFileSync(new URL(file, root), 'utf8').replaceAll(/\(\s+/g, '(');
    const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``].filter((each) => source.includes(`(${each}`));
    expect(quoted, `${file} has no test "${title}"`).toHaveLength(1);
  });
});
