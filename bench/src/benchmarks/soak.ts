import type { RowSpec } from '../Benchmark.ts';

const from = 'from the second third of the meeting to the last';

/** The figures of `npm run soak`, which takes too long to be among the benchmarks. */
export const soakRows: readonly RowSpec[] = [
  row('soak.minutes', 'min', null, 'How long the meeting took.', false),
  row(
    'soak.acts',
    '',
    null,
    'What people did in it: talk, share, mute, turn pages, change cameras and microphones, raise hands, write, go and come.',
    false,
  ),
  row(
    'soak.errors',
    '',
    0,
    'Warnings and errors in the log of the server and on the console of the page, and what people could not do.',
  ),
  row(
    'soak.troubles',
    '',
    null,
    'What bots say that they have survived, such as an answer that was late: the mark of a machine with too little time.',
  ),
  row(
    'soak.leftover-objects',
    '',
    0,
    'What the server has more of, after all have gone, than before they came: rooms, sockets, routers, transports, streams, timers, listeners.',
  ),
  row(
    'soak.server-memory-growth-percent',
    '%',
    10,
    `How much the memory of the server (Node and a worker) has grown ${from}, by their medians.`,
  ),
  row('soak.server-memory-growth-mb', 'MB', null, 'The same in megabytes.'),
  row(
    'soak.page-heap-growth-percent',
    '%',
    10,
    `How much the memory of scripts in the page (Chromium, the web app) has grown ${from}, after collections.`,
  ),
  row('soak.page-heap-growth-mb', 'MB', null, 'The same in megabytes.'),
  row('soak.page-nodes-growth', '', null, 'The same, of the nodes of its documents.'),
  row('soak.page-listeners-growth', '', null, 'The same, of its listeners.'),
  row('soak.sdp-sections.max', '', null, 'The most media sections that the connections of the page had.'),
  row('soak.sdp-sections-growth', '', 0, `How many more they had at most, ${from}.`),
  row('soak.sdp-length-growth-percent', '%', 5, 'The same, of the length of the descriptions.'),
  row(
    'soak.audio-video-drift-ms',
    'ms',
    100,
    `By how much the sound of people has moved against their picture in the page, ${from}, as the browser plays them.`,
  ),
  row(
    'soak.audio-video-skew-ms.p50',
    'ms',
    100,
    'How far apart sound and picture of the same moment are played there.',
  ),
  row('soak.audio-video-skew-ms.p95', 'ms', null, 'The same, of 95 in 100 readings.'),
  row(
    'soak.event-loop-delay-ms.p99-max',
    'ms',
    null,
    'The worst 99th percentile, between two looks, of how late the event loop of the server was; others share its two cores.',
  ),
];

function row(
  id: string,
  unit: string,
  target: number | null,
  meaning: string,
  lowerIsBetter = true,
): RowSpec {
  return { id, unit, target, lowerIsBetter, meaning };
}
