import { relative } from 'node:path';

const MESSAGE_LINES = 6;

/**
 * Says which tests failed and why, from a report of Vitest's JSON reporter.
 *
 * @param {{ testResults: { name: string, status: string, message?: string, assertionResults: { status: string,
 *   fullName: string, failureMessages?: string[] }[] }[] } | undefined} report undefined when Vitest wrote none
 * @param {string} root what the names of files are relative to
 * @returns {string[]} one text for each failed test, and for each file that failed outside of its tests
 */
export function listFailures(report, root) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [describe(file, message)] : [];
    return failed.map(({ fullName, failureMessages }) =>
      describe(`${file} > ${fullName}`, failureMessages?.join('\n')),
    );
  });
}

function describe(title, message = '') {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return [`✗ ${title}`, ...lines.slice(0, MESSAGE_LINES).map((line) => `    ${line.trim()}`)].join('\n');
}
