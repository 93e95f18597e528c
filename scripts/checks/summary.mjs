/**
 * The table at the end of `npm test`.
 *
 * @param {{ name: string, passed: number, failed: number, skipped?: number, seconds: number }[]} results
 * @returns {string} lines, the last of which is "N passed, N failed" for CI to count
 */
export function summarize(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(({ name, passed, failed, skipped = 0, seconds }) => {
    const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(width)}  ${counts} (${seconds.toFixed(1)} s)`;
  });
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return [...rows, '', `${passed} passed, ${failed} failed`].join('\n');
}
