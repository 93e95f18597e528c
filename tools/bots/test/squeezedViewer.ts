/**
 * A participant with neither camera nor microphone as a program of its own, so that it can run behind a narrow link:
 * shows somebody on stage and everybody else in small tiles. Ten times a second it says in a line of JSON what it has
 * received; it stays until its input ends.
 *
 *     node squeezedViewer.ts URL ROOM_ID STAGE_NAME
 */
import { once } from 'node:events';
import { Bot } from '../src/index.ts';

/** What has been received of one person so far. */
export interface Seen {
  /** Lines of the last key frame; 0 before the first. */
  readonly height: number;
  readonly frames: number;
  readonly voicePackets: number;
  /** Of the voice: what came in time to be played, and what did not, or never. */
  readonly heardPackets: number;
  readonly missedPackets: number;
  /** Why no picture comes; null while one does. */
  readonly reason: 'bandwidth' | 'sender' | null;
}

const REPORT_INTERVAL_MS = 100;
const [url = '', roomId = '', stageName = ''] = process.argv.slice(2);

const bot = await Bot.join({
  ...{ url, roomId, displayName: 'Viewer', camera: false, microphone: false, insecure: true },
  // Behind so narrow a link a request may well take too long.
  onProblem: () => undefined,
});
bot.client.setViews(
  users().map(({ id, displayName }) => {
    const onStage = displayName === stageName;
    const size = onStage ? { width: 1280, height: 720 } : { width: 220, height: 124 };
    return { userId: id, source: 'camera', ...size, onStage };
  }),
);
const timer = setInterval(report, REPORT_INTERVAL_MS);
process.stdin.resume();
await once(process.stdin, 'end');
clearInterval(timer);
await bot.leave();

function users() {
  return bot.client.store.getSnapshot().users;
}

function report(): void {
  const { remotes } = bot.stats();
  const seen = users().map(({ id, displayName, receiving }): [string, Seen] => {
    const own = remotes.filter(({ userId }) => userId === id);
    const video = own.find(({ source }) => source === 'camera')?.received.video;
    const voice = own.find(({ source }) => source === 'microphone')?.received;
    return [
      displayName,
      {
        height: video?.size?.height ?? 0,
        frames: video?.frames ?? 0,
        voicePackets: voice?.packets ?? 0,
        heardPackets: voice?.audio?.heardPackets ?? 0,
        missedPackets: (voice?.lost ?? 0) + (voice?.audio?.latePackets ?? 0),
        reason: receiving.camera?.reason ?? null,
      },
    ];
  });
  process.stdout.write(`${JSON.stringify(Object.fromEntries(seen))}\n`);
}
