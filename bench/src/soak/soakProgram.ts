import { Bot, ensureMedia, type MediaLibrary } from '@parley/bots';
import { SignalError } from '@parley/client';
import { Crowd, others, tile } from '../load/Crowd.ts';
import { serve } from '../process/serve.ts';
import type { Deed } from './planSoak.ts';

export interface StartRequest {
  readonly url: string;
  readonly roomId: string;
  /** How many bots come; they are the people 1 and up of the plan. */
  readonly bots: number;
}

/** Everybody's picture to everybody is more than two cores carry. */
const TILES = 4;
const TILE_SIZE = { width: 220, height: 124 };

/** Of a machine that has too little time, not of what it was asked for. */
const LATE: readonly string[] = ['TIMEOUT', 'DISCONNECTED'];
const ATTEMPTS = 4;

const crowd = new Crowd();
const pages = new Map<number, number>();
const problems: string[] = [];
let place: StartRequest & { readonly media: MediaLibrary };
let changes = 0;

const api = {
  /** Lets the bots in; resolves when all are inside. */
  async start(request: StartRequest): Promise<void> {
    place = { ...request, media: await ensureMedia() };
    for (let who = 1; who <= request.bots; who += 1) crowd.bots.push(await come(who));
    for (let who = 1; who <= request.bots; who += 1) showPage(who, 0);
  },

  async act({ who, what }: { who: number; what: Deed }): Promise<void> {
    if (what === 'look-at-all' || what === 'look-at-speaker') throw new Error('bots have one view');
    try {
      await DEEDS[what](who);
    } catch (error) {
      if (!(error instanceof SignalError) || !LATE.includes(error.code)) throw error;
      problems.push(`bot ${who} could not ${what}: ${error.message}`);
    }
  },

  /** What went wrong since the last call. */
  problems(): string[] {
    return problems.splice(0);
  },

  async leave(): Promise<void> {
    await crowd.leave();
  },
};

export type SoakApi = typeof api;

type BotDeed = Exclude<Deed, 'look-at-all' | 'look-at-speaker'>;

const DEEDS: Record<BotDeed, (who: number) => unknown> = {
  speak: (who) => botOf(who).say(true),
  hush: (who) => botOf(who).say(false),
  mute: (who) => botOf(who).mute(),
  unmute: (who) => botOf(who).mute(false),
  share: (who) => botOf(who).shareScreen(),
  'stop-sharing': (who) => botOf(who).stopSharing(),
  'camera-off': (who) => botOf(who).showCamera(false),
  'camera-on': (who) => botOf(who).showCamera(true),
  'other-camera': (who) => botOf(who).changeCamera(who + (changes += 1)),
  'other-microphone': (who) => botOf(who).changeMicrophone(who + (changes += 1)),
  'turn-page': (who) => showPage(who, (pages.get(who) ?? 0) + 1),
  'raise-hand': (who) => botOf(who).client.raiseHand(true),
  'lower-hand': (who) => botOf(who).client.raiseHand(false),
  chat: (who) => botOf(who).client.sendChat(`${who}: what about number ${(changes += 1)}?`),
  leave: (who) => botOf(who).leave(),
  async come(who) {
    crowd.bots[who - 1] = await come(who);
    showPage(who, 0);
  },
};

function botOf(who: number): Bot {
  return crowd.at(who - 1);
}

/** People try again when the server is late. */
async function come(who: number, attempts = ATTEMPTS): Promise<Bot> {
  try {
    return await Bot.join(clothes(who));
  } catch (error) {
    if (attempts === 1) throw error;
    problems.push(`bot ${who} has to come again: ${String(error)}`);
    return await come(who, attempts - 1);
  }
}

function clothes(who: number) {
  return {
    ...place,
    displayName: `Bot ${who}`,
    camera: who,
    microphone: who,
    speaking: false,
    onProblem: (problem: unknown) => problems.push(`bot ${who}: ${String(problem)}`),
  };
}

/** Shows some of the others, other ones on each page and for each bot. */
function showPage(who: number, page: number): void {
  pages.set(who, page);
  const bot = botOf(who);
  const all = others(bot);
  const first = (who + page * TILES) % all.length;
  const shown = [...all.slice(first), ...all.slice(0, first)].slice(0, TILES);
  bot.client.setViews(shown.map(({ id }) => tile(id, TILE_SIZE)));
}

serve(api, () => api.leave());
