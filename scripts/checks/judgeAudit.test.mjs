import { expect, test } from 'vitest';
import { judgeAudit } from './judgeAudit.mjs';

const counted = (total, vulnerabilities = {}) =>
  JSON.stringify({ vulnerabilities, metadata: { vulnerabilities: { total } } });

test.each([
  ['nothing found', counted(0), 'No known vulnerabilities.', 0],
  [
    'something found, among other words',
    `npm warn old\n${counted(1, { ws: { name: 'ws', severity: 'high' } })}\n`,
    'Known vulnerabilities: ws (high). See npm audit.',
    1,
  ],
  [
    'a registry that does not answer',
    'npm warn audit 405\n{ "message": "405 Method Not Allowed - POST https://user:key@registry/-/x", "uri": "x" }',
    'Not known: 405 Method Not Allowed - POST the registry',
    3,
  ],
  [
    'no network',
    '{ "error": { "summary": "getaddrinfo ENOTFOUND" } }',
    'Not known: getaddrinfo ENOTFOUND',
    3,
  ],
  ['no JSON at all', 'spawn npm ENOENT', 'Not known: spawn npm ENOENT', 3],
  ['nothing', '', 'Not known: npm said nothing', 3],
])('%s', (_what, output, sentence, exitCode) => {
  expect(judgeAudit(output)).toEqual({ sentence, exitCode });
});
