import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorMessages } from './errorCodes.ts';
import { events } from './events.ts';
import { limits } from './limits.ts';
import { requests } from './requests.ts';

const text = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** The text below a heading, up to the next heading of the same or a higher level. */
function section(heading: string): string {
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`docs/protocol.md has no "${heading}"`);
  const level = heading.split(' ')[0] ?? '';
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level.length}} `, 'm'));
  return end < 0 ? rest : rest.slice(0, end);
}

const fieldsOf = (schema: { shape: object }) => Object.keys(schema.shape);

describe('docs/protocol.md', () => {
  it.each(Object.entries(requests))(
    'describes the request %s with its fields',
    (name, { payload, result }) => {
      const description = section(`### \`${name}\``);
      expect(description.trim().length).toBeGreaterThan(40);
      for (const field of [...fieldsOf(payload), ...fieldsOf(result)])
        expect(description).toContain(`\`${field}\``);
    },
  );

  it.each(Object.entries(events))('describes the event %s with its fields', (name, schema) => {
    const description = section(`### \`${name}\``);
    expect(description.trim().length).toBeGreaterThan(40);
    for (const field of fieldsOf(schema)) expect(description).toContain(`\`${field}\``);
  });

  it('describes nothing that does not exist', () => {
    const described = [...text.matchAll(/^### `([a-z-]+)`$/gm)].map(([, name]) => name);
    expect(described.toSorted()).toEqual([...Object.keys(requests), ...Object.keys(events)].toSorted());
  });

  it('lists every error code and limit', () => {
    const codes = section('## Errors');
    for (const code of Object.keys(errorMessages))
      expect(codes).toMatch(new RegExp(`^\\| \`${code}\` +\\|`, 'm'));
    const bounds = section('## Limits');
    for (const [name, value] of Object.entries(limits)) {
      expect(bounds).toMatch(new RegExp(`^\\| \`${name}\` +\\| ${value} +\\|`, 'm'));
    }
  });
});
