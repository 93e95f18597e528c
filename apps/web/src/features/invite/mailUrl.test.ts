import { expect, test } from 'vitest';
import { mailUrl } from './mailUrl.ts';

test('survives what is special in addresses', () => {
  const url = new URL(mailUrl('주간 회의 & more?', '첫 줄\nhttps://meet.example/r/a#b'));
  expect(url.protocol).toBe('mailto:');
  expect(url.hash).toBe('');
  expect(url.searchParams.get('subject')).toBe('주간 회의 & more?');
  expect(url.searchParams.get('body')).toBe('첫 줄\r\nhttps://meet.example/r/a#b');
});
