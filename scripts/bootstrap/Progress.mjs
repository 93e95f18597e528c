/** Without a terminal, a line is printed for about every tenth of the way. */
const PLAIN_STEPS = 10;

/**
 * Shows one long step: what it is, how far it is, how long it took. On a terminal one line is rewritten; elsewhere
 * (CI, a log file) lines are added sparingly.
 */
export class Progress {
  #title;
  #stream;
  #startedMs = performance.now();
  #timer;
  #count = '';
  #printedTenths = 0;

  /** @param {string} title what is being done, in the progressive: "Installing the npm packages" */
  constructor(title, stream = process.stderr) {
    this.#title = title;
    this.#stream = stream;
    if (stream.isTTY) {
      this.#draw();
      this.#timer = setInterval(() => this.#draw(), 1000);
    } else {
      stream.write(`${title} …\n`);
    }
  }

  /** @param {number} done steps finished @param {number} total steps there are */
  update(done, total) {
    this.#count = ` [${done}/${total}]`;
    if (this.#stream.isTTY) {
      this.#draw();
      return;
    }
    const tenths = Math.floor((done / total) * PLAIN_STEPS);
    if (tenths <= this.#printedTenths) return;
    this.#printedTenths = tenths;
    this.#stream.write(`  ${this.#title}${this.#count}\n`);
  }

  /** Ends the step. @param {string} [outcome] when it did not simply succeed: "not available here" */
  end(outcome = 'done') {
    clearInterval(this.#timer);
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[K');
    this.#stream.write(`${this.#title}: ${outcome} (${this.#elapsed()})\n`);
  }

  #draw() {
    this.#stream.write(`\r\x1b[K${this.#title} …${this.#count} ${this.#elapsed()}`);
  }

  #elapsed() {
    const seconds = Math.round((performance.now() - this.#startedMs) / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
}

/** Runs `work` as a step that is shown; a failure is shown as such and passed on. */
export async function withProgress(title, work) {
  const progress = new Progress(title);
  try {
    const result = await work(progress);
    progress.end();
    return result;
  } catch (error) {
    progress.end('failed');
    throw error;
  }
}
