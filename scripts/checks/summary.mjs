/**
 * The end of `npm test`: what failed, once more, because the end is all that a CI's record may keep; then a table.
 *
 * @param {{ name: string, passed: number, failed: number, skipped?: number, seconds: number, failures?: string[] }[]} results
 * @returns {string} lines, the last of which is "N passed, N failed" for CI to count
 */
export function summarize(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(({ name, passed, failed, skipped = 0, seconds }) => {
    const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(width)}  ${counts} (${seconds.toFixed(1)} s)`;
  });
  const failures = results.flatMap((result) => result.failures ?? []);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return [
    ...failures,
    ...(failures.length > 0 ? [''] : []),
    ...rows,
    '',
    `${passed} passed, ${failed} failed`,
  ].join('\n');
}
