import { expect, it } from 'vitest';
import { StallDetector } from './StallDetector.ts';

const STEP_MS = 400;

/** What has happened since the look before. */
interface Look {
  /** Something was played: nobody asks any further. */
  readonly arrived?: boolean;
  readonly receivedBytes?: number;
  readonly sentBytes?: number;
  readonly audible?: boolean;
  readonly afterMs?: number;
}

const times = (count: number, ...looks: Look[]): Look[] => Array.from({ length: count }, () => looks).flat();

/** At which looks media had lost its way, counted from 1. */
function verdicts(looks: readonly Look[]): number[] {
  const detector = new StallDetector();
  const sum = { receivedBytes: 5000, sentBytes: 5000 };
  const found: number[] = [];
  let nowMs = 10_000;
  looks.forEach(({ arrived, receivedBytes = 0, sentBytes = 0, audible = false, afterMs }, index) => {
    nowMs += afterMs ?? STEP_MS;
    sum.receivedBytes += receivedBytes;
    sum.sentBytes += sentBytes;
    if (arrived) detector.onArrival(nowMs);
    else if (detector.look({ ...sum, audible }, nowMs)) found.push(index + 1);
  });
  return found;
}

const PLAYED = { arrived: true };
const QUIET = {};
/** A camera, or speech. */
const SENDING = { sentBytes: 2000 };
const ANSWERED = { sentBytes: 2000, receivedBytes: 40 };
const HEARD = { audible: true };

it.each<[string, number[], Look[]]>([
  ['what is sent is not answered any more', [7], [...times(3, PLAYED), ...times(10, SENDING)]],
  ['the same, of which nothing was played before', [7], [...times(3, ANSWERED), ...times(10, SENDING)]],
  ['the same, looked at once a second', [3], [PLAYED, ...times(5, { ...SENDING, afterMs: 1000 })]],
  ['somebody speaks and nothing comes', [7], [...times(3, PLAYED), ...times(10, HEARD)]],
  ['somebody begins to speak in a long silence', [10], [...times(8, QUIET), ...times(10, HEARD)]],
  ['it is lost a second time', [5, 11], [PLAYED, ...times(5, SENDING), PLAYED, ...times(8, SENDING)]],
])('%s: lost', (_name, expected, looks) => {
  expect(verdicts(looks)).toEqual(expected);
});

it.each<[string, Look[]]>([
  ['nothing is sent, and nobody speaks', times(100, QUIET)],
  ['a few packets of comfort noise, or of reports', times(6, { sentBytes: 330 })],
  ['what is sent is answered', times(100, ANSWERED)],
  ['it is answered at every third look', times(33, SENDING, SENDING, ANSWERED)],
  ['what is played comes, whatever is sent', times(100, PLAYED)],
  ['hiccups of 1.4 s', times(10, SENDING, SENDING, SENDING, PLAYED)],
  ['one voice at a time, a syllable each', times(5, HEARD, PLAYED)],
  ['a page that stands still', times(20, { ...SENDING, afterMs: 1600 })],
  ['a page that wakes up', [PLAYED, SENDING, { ...SENDING, afterMs: 600_000 }, SENDING, ANSWERED]],
])('%s: all is well', (_name, looks) => {
  expect(verdicts(looks)).toEqual([]);
});

it('forgets what it has seen when nobody looks for a while', () => {
  const detector = new StallDetector();
  const at = (nowMs: number, sentBytes: number) =>
    detector.look({ receivedBytes: 0, sentBytes, audible: false }, nowMs);
  expect([at(0, 0), at(400, 2000), at(800, 4000), at(1200, 6000)]).not.toContain(true);
  detector.onPause();
  expect([at(1600, 8000), at(2000, 10_000)]).not.toContain(true);
  expect([at(2400, 12_000), at(2800, 14_000), at(3200, 16_000)]).toContain(true);
});
