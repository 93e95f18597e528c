/**
 * Where ninja is, from a line such as "[123/456] Compiling C++ object …".
 *
 * @param {string} line
 * @returns {{ done: number, total: number } | undefined} undefined for lines that are not about a step
 */
export function ninjaStep(line) {
  const match = /^\[(\d+)\/(\d+)\]/.exec(line);
  return match ? { done: Number(match[1]), total: Number(match[2]) } : undefined;
}
