import { setTimeout as sleep } from 'node:timers/promises';
import { ImpairedLink, type LinkPath } from '@parley/bots/impaired-link';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import type { ImpairedApi } from '../load/impairedProgram.ts';
import type { MeetingApi } from '../load/meetingProgram.ts';
import { MeetingRig, newRoomId } from '../load/MeetingRig.ts';
import { heardPercent, type Voice } from '../load/Voice.ts';
import { ChildService } from '../process/ChildService.ts';
import { ADAPTATION_S, impairedRows, type Outcome, STEADY_S, valuesOf } from './impairedRows.ts';
import { type Condition, CONDITIONS } from './impairments.ts';

const BOTS_PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
const VIEWERS_PROGRAM = new URL('../load/impairedProgram.ts', import.meta.url);
/** In each room, beside the one whose link is bad. */
const BOTS = 3;
const SPEAKER = 0;
/** The viewers' estimated bandwidths have grown to what they show. */
const SETTLE_MS = 15_000;
const TIMEOUT_S = 45;

interface Rig {
  readonly link: ImpairedLink;
  readonly meeting: MeetingRig<MeetingApi>;
  readonly viewers: ChildService<ImpairedApi>;
}

/** Somebody in a room of their own, behind a link of their own. */
interface Case {
  readonly condition: Condition;
  readonly roomId: string;
  readonly path: LinkPath;
  readonly userId: string;
}

export const impaired: Benchmark = { name: 'impaired', rows: impairedRows, run };

async function run(context: BenchContext): Promise<Values> {
  using link = await ImpairedLink.create();
  await using meeting = await MeetingRig.start<MeetingApi>(BOTS_PROGRAM, link.settings);
  await using viewers = new ChildService<ImpairedApi>(VIEWERS_PROGRAM);
  const rig = { link, meeting, viewers };
  const cases: Case[] = [];
  for (const condition of CONDITIONS) cases.push(await enter(condition, rig));
  await sleep(SETTLE_MS);
  await Promise.all(cases.map((each) => haveFullStage(each, rig)));
  return await measure(cases, rig, context);
}

/** All rooms at once: they have nothing but the machine in common, which has little to do. */
async function enter(condition: Condition, { link, meeting, viewers }: Rig): Promise<Case> {
  const place = { ...meeting.place, roomId: newRoomId() };
  const { roomId } = place;
  link.newPath();
  await meeting.bots.call('grow', { ...place, people: BOTS });
  await meeting.bots.call('speak', { roomId, indices: [SPEAKER] });
  // Who appears from now on goes another way: both connections of everybody must be there, also those that only listen.
  const speakerId = await allHear(roomId, meeting);
  const path = link.newPath();
  const userId = await viewers.call('watch', { ...place, userId: speakerId });
  await meeting.bots.call('hear', { roomId, by: SPEAKER, userId });
  return { condition, roomId, path, userId };
}

/** Waits until all bots hear the speaker and are heard. @returns the speaker's id */
async function allHear(roomId: string, { bots }: Rig['meeting']): Promise<string> {
  const speakerId = await bots.call('userId', { roomId, index: SPEAKER });
  for (let index = SPEAKER + 1; index < BOTS; index += 1) {
    await bots.call('hear', { roomId, by: index, userId: speakerId });
    const userId = await bots.call('userId', { roomId, index });
    await bots.call('hear', { roomId, by: SPEAKER, userId });
  }
  return speakerId;
}

async function haveFullStage({ condition, roomId }: Case, { viewers }: Rig): Promise<void> {
  const tookS = await viewers.call('fullSize', { roomId, timeoutS: TIMEOUT_S });
  if (tookS >= TIMEOUT_S) throw new Error(`${condition.id}: the stage had not its full size before`);
}

async function measure(cases: readonly Case[], rig: Rig, { progress, note }: BenchContext): Promise<Values> {
  progress(`impaired: ${cases.length} links for ${ADAPTATION_S + STEADY_S} s`);
  const steady = sleep(ADAPTATION_S * 1000).then(() => rig.viewers.call('beSteady'));
  await rig.viewers.call('begin');
  const values = await Promise.all(
    cases.map(async (each) => valuesOf(each.condition.id, await endure(each, rig, note))),
  );
  await steady;
  return Object.assign({}, ...values) as Values;
}

async function endure(
  { condition, roomId, path, userId }: Case,
  rig: Rig,
  note: BenchContext['note'],
): Promise<Outcome> {
  const ownVoice = (): Promise<Voice> => rig.meeting.bots.call('voice', { roomId, by: SPEAKER, userId });
  const before = await ownVoice();
  path.impair(condition);
  await sleep((ADAPTATION_S + STEADY_S) * 1000);
  const { problems, ...watched } = await rig.viewers.call('watched', roomId);
  if (problems.length > 0)
    note(
      `impaired, ${condition.id}: the viewer reported ${problems.length} problems, the last: ${problems.at(-1)}.`,
    );
  const ownHeardPercent = heardPercent(before, await ownVoice());
  path.impair();
  const recoveryS = await rig.viewers.call('fullSize', { roomId, timeoutS: TIMEOUT_S });
  return { ...watched, ownHeardPercent, recoveryS };
}
