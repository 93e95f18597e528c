import { expect, test } from 'vitest';
import { aptPercent } from './aptInstall.mjs';

test.each([
  ['dlstatus:1:0:Retrieving file 1 of 4', 0],
  ['dlstatus:3:80.5:Retrieving file 3 of 4', 40],
  ['pmstatus:meson:20:Unpacking meson (amd64)', 60],
  ['pmstatus:g++:100.0000:Installed g++ (amd64)', 100],
  ['pmstatus:libuv1-dev:amd64:50.0000:Preparing libuv1-dev:amd64', 75],
  ['Setting up meson (1.0.1-5) ...', undefined],
])('%s', (line, expected) => {
  expect(aptPercent(line)).toBe(expected);
});
