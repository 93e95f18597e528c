import { setTimeout as sleep } from 'node:timers/promises';
import { NarrowLink } from '@parley/bots/narrow-link';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import type { MeetingApi } from '../load/meetingProgram.ts';
import { MeetingRig } from '../load/MeetingRig.ts';
import { lossNote } from '../load/Received.ts';
import type { Gaps, SqueezeApi } from '../load/squeezeProgram.ts';
import { percentile } from '../percentile.ts';
import { ChildService } from '../process/ChildService.ts';

const BOTS_PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
const VIEWER_PROGRAM = new URL('../load/squeezeProgram.ts', import.meta.url);
const BOTS = 3;
const SPEAKER = 0;
const STRIP = BOTS - 1;
/** The viewer's estimated bandwidth has grown to what it shows. */
const SETTLE_MS = 15_000;
const SQUEEZED_KBPS = 200;
const SQUEEZED_MS = 20_000;
const SQUEEZES = 5;
/** Between two of them: the estimate has grown again. */
const PAUSE_MS = 8000;
const TIMEOUT_S = 45;
const FULL_HEIGHT = 720;

const WHO = `A viewer with a 720p stage and two thumbnails, whose download is squeezed to ${SQUEEZED_KBPS} kbps for ${SQUEEZED_MS / 1000} s and released`;

export const squeeze: Benchmark = {
  name: 'squeeze',
  rows: [
    row(
      'squeeze.recovery-s',
      's',
      10,
      `${WHO}: from the release until the stage has a 720p picture that lasts for 3 s at least; the worst of ${SQUEEZES}.`,
    ),
    row('squeeze.recovery-s.p50', 's', null, `The same, the median of ${SQUEEZES}.`),
    row(
      'squeeze.stage-max-gap-s',
      's',
      null,
      'The longest time without a new frame on the stage, of any size, from the squeeze until after the recovery; the worst of them.',
    ),
    row(
      'squeeze.voice-max-gap-ms',
      'ms',
      null,
      "The longest time meanwhile without a packet of the speaker's voice that came in time to be played; a packet holds 20 ms. When the link narrows, its queue fills before anybody can know: up to 360 ms of it.",
    ),
    row(
      'squeeze.voice-lost-ms',
      'ms',
      null,
      "How much of the speaker's voice was not heard meanwhile, each packet being 20 ms: dropped by the narrow link's queue and not sent again within the 400 ms for which a listener's buffer waits; the worst of them.",
    ),
  ],
  run,
};

async function run(context: BenchContext): Promise<Values | null> {
  using link = NarrowLink.tryOpen();
  if (link === null) {
    context.note('squeeze: skipped, because network namespaces need Linux, root and iproute2 with tc.');
    return null;
  }
  await using rig = await MeetingRig.start<MeetingApi>(BOTS_PROGRAM, {
    PARLEY_HOST: link.hostAddress,
    PARLEY_MEDIA_ADDRESSES: link.hostAddress,
  });
  await using viewer = new ChildService<SqueezeApi>(VIEWER_PROGRAM, { namespace: link.namespace });
  await rig.bots.call('grow', { ...rig.place, people: BOTS });
  await rig.bots.call('speak', { roomId: rig.roomId, indices: [SPEAKER] });
  const userId = await rig.bots.call('userId', { roomId: rig.roomId, index: SPEAKER });
  await viewer.call('watch', { ...rig.place, userId, strip: STRIP });
  await sleep(SETTLE_MS);
  const heightBefore = await viewer.call('stageHeight');
  if (heightBefore < FULL_HEIGHT)
    throw new Error(`the stage had only ${heightBefore} lines before the squeeze`);
  const values = await squeezed(link, viewer, context);
  const loss = lossNote('squeeze, the other bots', await rig.bots.call('received', null));
  if (loss !== null) context.note(loss);
  return values;
}

async function squeezed(
  link: NarrowLink,
  viewer: ChildService<SqueezeApi>,
  { progress, note }: BenchContext,
): Promise<Values> {
  const recoveriesS: number[] = [];
  const gaps: Gaps[] = [];
  for (let count = 1; count <= SQUEEZES; count += 1) {
    progress(`squeeze: ${SQUEEZED_KBPS} kbps for ${SQUEEZED_MS / 1000} s, ${count} of ${SQUEEZES}`);
    await viewer.call('forgetGaps');
    link.squeeze(SQUEEZED_KBPS);
    await sleep(SQUEEZED_MS);
    link.release();
    recoveriesS.push(await viewer.call('fullSize', TIMEOUT_S));
    gaps.push(await viewer.call('gaps'));
    await sleep(PAUSE_MS);
  }
  const worstS = Math.max(...recoveriesS);
  if (worstS >= TIMEOUT_S) note(`squeeze: the stage was not back at full size within ${TIMEOUT_S} s.`);
  return {
    'squeeze.recovery-s': worstS,
    'squeeze.recovery-s.p50': percentile(recoveriesS, 50),
    'squeeze.stage-max-gap-s': Math.max(...gaps.map(({ stageMs }) => stageMs)) / 1000,
    'squeeze.voice-max-gap-ms': Math.max(...gaps.map(({ voiceMs }) => voiceMs)),
    'squeeze.voice-lost-ms': Math.max(...gaps.map(({ missedVoiceMs }) => missedVoiceMs)),
  };
}

function row(id: string, unit: string, target: number | null, meaning: string): RowSpec {
  return { id, unit, target, lowerIsBetter: true, meaning };
}
