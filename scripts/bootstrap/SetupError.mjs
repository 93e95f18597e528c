/** Something the person at the keyboard can act on. The message is one sentence and all that they see of it. */
export class SetupError extends Error {
  /**
   * @param {string} message one sentence: what is wrong and, where possible, what to do about it
   * @param {{ exitCode?: number, cause?: unknown }} [options] exit code 2 is for a wrong command line
   */
  constructor(message, { exitCode = 1, cause } = {}) {
    super(message, { cause });
    this.name = 'SetupError';
    this.exitCode = exitCode;
  }
}
