/**
 * Counts the tests in a report of Vitest's JSON reporter. What went wrong outside of any test counts too, so that a run
 * in which a file cannot be loaded, a hook throws or no test is found never looks green.
 *
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} report undefined
 *   when Vitest wrote none
 * @param {number} exitCode Vitest's
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(report, exitCode) {
  const files = report?.testResults ?? [];
  const results = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = results.filter((status) => status === 'passed').length;
  const failedTests = results.filter((status) => status === 'failed').length;
  const failedFiles = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const failed = failedTests + failedFiles;
  const skipped = results.length - passed - failedTests;
  const hasUncountedFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: hasUncountedFailure ? 1 : failed, skipped };
}
