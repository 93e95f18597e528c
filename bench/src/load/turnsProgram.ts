import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, ensureMedia } from '@parley/bots';
import { serve } from '../process/serve.ts';
import { Crowd } from './Crowd.ts';
import { judgeSwitches, type Judgement, type Speech, type StageSwitch } from './judgeSwitches.ts';
import { type Act, planMeeting, type PlanRequest } from './meetingPlan.ts';
import { type NoiseCount, NoiseWatch } from './NoiseWatch.ts';
import type { Received } from './Received.ts';

const WATCHER = 0;

const crowd = new Crowd();

/** How a meeting went. */
export interface Meeting extends Judgement {
  readonly coughs: NoiseCount;
  readonly typing: NoiseCount;
}

const api = {
  /** Lets bots without cameras join: who speaks is heard, not seen. */
  async start({ url, roomId, people }: { url: string; roomId: string; people: number }): Promise<void> {
    await crowd.growTo(people, { url, roomId, media: await ensureMedia() }, (index) => ({
      camera: false,
      microphone: index,
      speaking: false,
    }));
  },

  /** Plays a meeting and watches whom the first bot's SDK puts on stage. */
  async play(request: PlanRequest): Promise<Meeting> {
    const speeches: Speech[] = [];
    const switches: StageSwitch[] = [];
    const noises = new NoiseWatch();
    const stops = [watchStage(crowd.at(WATCHER), switches), watchVoices(crowd.at(WATCHER), noises)];
    const startedMs = performance.now();
    for (const act of planMeeting(request)) {
      await sleep(Math.max(0, startedMs + act.atMs - performance.now()));
      perform(crowd.at(act.index), act, speeches, noises);
    }
    for (const stop of stops) stop();
    const judgement = judgeSwitches(switches, speeches);
    return { ...judgement, coughs: noises.count('cough'), typing: noises.count('type') };
  },

  received(): Received {
    return crowd.received();
  },
};

export type TurnsApi = typeof api;

function watchStage({ client: { store } }: Bot, switches: StageSwitch[]): () => void {
  let onStage = store.getSnapshot().stageUserId;
  return store.subscribe(() => {
    const { stageUserId } = store.getSnapshot();
    if (stageUserId === onStage) return;
    onStage = stageUserId;
    if (stageUserId !== null) switches.push({ userId: stageUserId, atMs: performance.now() });
  });
}

/** Hands on whose voices the server forwards. */
function watchVoices({ client: { store } }: Bot, noises: NoiseWatch): () => void {
  let known: readonly string[] | null | undefined;
  const look = () => {
    const voiceIds = store.getSnapshot().room?.voiceIds;
    if (voiceIds === known) return;
    known = voiceIds;
    noises.forwarded(voiceIds ?? [], performance.now());
  };
  look();
  return store.subscribe(look);
}

function perform(bot: Bot, { what }: Act, speeches: Speech[], noises: NoiseWatch): void {
  const nowMs = performance.now();
  const { userId } = bot;
  switch (what) {
    case 'speak':
      bot.say(true);
      speeches.push({ userId, fromMs: nowMs, toMs: Infinity });
      break;
    case 'hush': {
      bot.say(false);
      const speech = speeches.findLast((each) => each.userId === userId);
      if (speech) speeches.splice(speeches.indexOf(speech), 1, { ...speech, toMs: nowMs });
      break;
    }
    case 'cough':
      noises.made(userId, what, nowMs);
      bot.cough();
      break;
    case 'type':
      noises.made(userId, what, nowMs);
      bot.type();
      break;
    case 'stop-typing':
      bot.type(false);
      break;
  }
}

serve(api, () => crowd.leave());
