/**
 * What `npm audit --json` has found out, as one sentence and an exit code. A registry that does not answer such questions has
 * not said that all is well: that is an answer of its own.
 *
 * @param {string} output
 * @returns {{ sentence: string, exitCode: 0 | 1 | 3 }} 3: nobody could be asked
 */
export function judgeAudit(output) {
  const answer = parsed(output);
  const counts = answer?.metadata?.vulnerabilities;
  if (counts === undefined) return { sentence: `Not known: ${reasonOf(answer, output)}`, exitCode: 3 };
  if (counts.total === 0) return { sentence: 'No known vulnerabilities.', exitCode: 0 };
  const names = Object.values(answer.vulnerabilities ?? {}).map(
    ({ name, severity }) => `${name} (${severity})`,
  );
  return { sentence: `Known vulnerabilities: ${names.join(', ')}. See npm audit.`, exitCode: 1 };
}

/** npm says other things before and after. */
function parsed(output) {
  const start = output.indexOf('{');
  const end = output.lastIndexOf('}');
  try {
    return JSON.parse(output.slice(start, end + 1));
  } catch {
    return null;
  }
}

function reasonOf(answer, output) {
  const said = answer?.message ?? answer?.error?.summary ?? output.trim().split('\n')[0];
  // Addresses of a registry may have names or keys in them.
  return said ? said.replace(/https?:\/\/\S+/g, 'the registry') : 'npm said nothing';
}
