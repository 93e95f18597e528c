import { expect, it } from 'vitest';
import { isAllowedOrigin } from './origin.ts';

it.each([
  { origin: undefined, host: 'meet.example', allowed: true },
  { origin: 'https://meet.example', host: 'meet.example', allowed: true },
  { origin: 'http://localhost:3000', host: 'localhost:3000', allowed: true },
  { origin: 'http://localhost:5173', host: 'localhost:3000', allowed: false },
  { origin: 'https://friend.example', host: 'meet.example', allowed: true },
  { origin: 'https://evil.example', host: 'meet.example', allowed: false },
  { origin: 'null', host: 'meet.example', allowed: false },
  { origin: 'https://meet.example.evil.example', host: 'meet.example', allowed: false },
])('$origin -> $host: $allowed', ({ origin, host, allowed }) => {
  expect(isAllowedOrigin(origin, host, ['https://friend.example'])).toBe(allowed);
});
