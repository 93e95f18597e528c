/** `'v22.12.0'` -> `[22, 12, 0]`; a pre-release tag is ignored, a missing part is 0. */
function parseVersion(version) {
  const [core] = version.replace(/^v/, '').split('-');
  const [major = 0, minor = 0, patch = 0] = core.split('.').map(Number);
  return [major, minor, patch];
}

/** Whether `version` is `minimum` or newer. */
export function isAtLeast(version, minimum) {
  const have = parseVersion(version);
  const want = parseVersion(minimum);
  for (const [index, part] of have.entries()) {
    if (part !== want[index]) return part > want[index];
  }
  return true;
}
