import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import {
  addresses,
  cameraLayers,
  iceNames,
  sendAllLayers,
  voicePackets,
  ways,
} from '../support/connections.ts';
import { Guest } from '../support/Guest.ts';
import { phoneProfile } from '../support/phone.ts';
import { receivedHeights, receivedVideoBytes, watchConnections } from '../support/receivedBytes.ts';
import { TurnServer } from '../support/TurnServer.ts';
import { Uplinks } from '../support/Uplinks.ts';

const ROOM = 'on-the-move';
const SLOW = { timeout: 30_000, interval: 250 };
/** For which credentials of the relay hold. */
const TURN_TTL_S = 20;

/** Found while connecting: which port TCP calls from is known only then. */
const TCP = { protocol: 'tcp', type: 'prflx' };
const RELAY = { protocol: 'udp', type: 'relay', relayProtocol: 'tcp' };

/** What mediasoup forwards of one picture to one person. */
interface Picture {
  readonly kind: string;
  readonly closed: boolean;
  readonly paused: boolean;
  readonly preferredLayers?: { spatialLayer: number } | undefined;
}

function followPictures(sfu: Sfu, pictures: Picture[]): void {
  sfu.pool.workers.at(0)?.worker.observer.on('newrouter', (router) => {
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newconsumer', (consumer) => {
        if (transport.type === 'webrtc' && consumer.kind === 'video') pictures.push(consumer);
      });
    });
  });
}

/** A phone with two networks, a server on the internet, and a person at a computer. */
describe('a phone', () => {
  const resources = new AsyncDisposableStack();
  let uplinks: Uplinks;
  let sfu: Sfu;
  let chromium: Chromium;
  let url: string;
  const pictures: Picture[] = [];
  let ben: Bot;
  let phone: Guest;

  beforeAll(async () => {
    uplinks = resources.use(new Uplinks());
    const turn = resources.use(await TurnServer.start(uplinks.serverAddress));
    sfu = resources.use(
      await startSfu({
        PARLEY_HOST: '0.0.0.0',
        PARLEY_MEDIA_ADDRESSES: `127.0.0.1,${uplinks.serverAddress}`,
        ...turn.settings,
        PARLEY_TURN_TTL_S: String(TURN_TTL_S),
      }),
    );
    followPictures(sfu, pictures);
    url = `http://${uplinks.serverAddress}:${sfu.port}`;
    chromium = resources.use(
      await Chromium.launch([`--unsafely-treat-insecure-origin-as-secure=${url}`], uplinks.namespace),
    );
    ben = resources.use(await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: 'Ben' }));
  });

  afterAll(() => resources.disposeAsync());

  async function open(): Promise<Guest> {
    const profile = await phoneProfile(chromium, 'Pixel 7');
    await watchConnections(profile);
    return Guest.open(profile, url);
  }

  const idOf = (name: string) =>
    sfu.registry.get(ROOM)?.peers.find(({ displayName }) => displayName === name);
  /** Voices that arrive within a second: at the phone, and at Ben from the phone. */
  const arriving = async () => {
    const sent = () =>
      ben
        .stats()
        .remotes.find(({ displayName, source }) => displayName === 'Petra' && source === 'microphone')
        ?.received.packets ?? 0;
    const before = [await voicePackets(phone.page), sent()] as const;
    await phone.page.waitForTimeout(1000);
    return [(await voicePackets(phone.page)) > before[0], sent() > before[1]];
  };
  const moves = (change: () => void) => async () => {
    const before = await iceNames(phone.page);
    const tiles = await phone.tiles.count();
    const peer = idOf('Petra');
    const present: string[] = [];
    const unsubscribe = ben.client.store.subscribe(() =>
      present.push(
        ben.client.store
          .getSnapshot()
          .users.map(({ id }) => id)
          .join(),
      ),
    );
    // As if a browser had forgotten what was set at the sender.
    await sendAllLayers(phone.page);
    change();

    await expect.poll(arriving, SLOW).toEqual([true, true]);
    const restarted = async () => (await iceNames(phone.page)).map((name, index) => name !== before[index]);
    await expect.poll(restarted, SLOW).toEqual([true, true]);
    await expect.poll(() => cameraLayers(phone.page), SLOW).toEqual([false, false]);
    await phone.expectMovingPictures(tiles);

    unsubscribe();
    expect(idOf('Petra')).toBe(peer);
    expect(new Set(present)).toEqual(new Set([peer?.id]));
    await expect.poll(() => peer?.toUser().connection, SLOW).toBe('connected');
  };

  it('sends no picture that nobody shows', async () => {
    phone = await open();
    await phone.join(ROOM, 'Petra');
    await phone.expectMovingPictures(2);
    ben.client.setViews([]);
    await expect.poll(() => cameraLayers(phone.page), SLOW).toEqual([false, false]);
    await expect.poll(arriving, SLOW).toEqual([true, true]);
    await ben.client.sendChat('before the door');
  });

  it(
    'goes on when it leaves the Wi-Fi, without leaving the meeting',
    moves(() => uplinks.switchTo('lte')),
  );
  it(
    'goes on when it comes back to it',
    moves(() => uplinks.switchTo('wifi')),
  );

  it('goes on when another network that was there before takes over, and nobody says so', async () => {
    uplinks.approach('lte');
    await expect.poll(() => addresses(phone.page), SLOW).toContain(uplinks.addressOn('lte'));
    await moves(() => uplinks.driftTo('lte'))();
    uplinks.handOverTo('lte'); // what was left of the former one goes as well
  });

  async function save(choice: string): Promise<void> {
    await phone.page.getByRole('button', { name: /^More/ }).click();
    await phone.page.getByLabel('Data saver').selectOption({ label: choice });
    await phone.page.keyboard.press('Escape');
  }
  /** Kilobits of video that arrive in a second, over three seconds. */
  const videoKbps = async () => {
    const before = await receivedVideoBytes(phone.page);
    await phone.page.waitForTimeout(3000);
    return ((await receivedVideoBytes(phone.page)) - before) / 375;
  };

  /** The layers of Ben's picture that the phone gets if its link carries them. Ben himself shows nobody. */
  const layersAsked = () =>
    pictures
      .filter((consumer) => !consumer.closed && !consumer.paused)
      .map(({ preferredLayers }) => preferredLayers?.spatialLayer);

  it('receives small pictures, or none, where data is saved', async () => {
    await expect.poll(layersAsked, SLOW).toEqual([1]);
    await expect.poll(() => receivedHeights(phone.page), SLOW).toEqual([360]);
    await save('Low video');
    await expect.poll(layersAsked, SLOW).toEqual([0]);
    await expect.poll(() => receivedHeights(phone.page), SLOW).toEqual([180]);
    await phone.expectMovingPictures(2);

    await save('Audio only');
    await expect.poll(videoKbps, SLOW).toBe(0);
    await phone.tile('Ben').getByText('No video: data saver is on').waitFor();
    await expect.poll(() => idOf('Petra')?.media.sources.camera, SLOW).toEqual({ paused: true });
    await expect.poll(arriving, SLOW).toEqual([true, true]);
    await phone.screenshot('phone-audio-only');

    await phone.page.getByRole('button', { name: /^More/ }).click();
    await phone.page.getByText(/^[1-9]\d*\.\d MB received, \d+\.\d MB sent$/).waitFor();
    await phone.screenshot('phone-data-saver');
    await phone.page.getByLabel('Data saver').selectOption({ label: 'Off' });
    await phone.page.keyboard.press('Escape');
    await phone.expectMovingPictures(1);
    await expect.poll(layersAsked, SLOW).toEqual([1]);
  });

  it('has kept the chat', async () => {
    await phone.page.getByRole('button', { name: /^More/ }).click();
    await phone.page.getByRole('button', { name: /^Chat/ }).click();
    await phone.page.getByText('before the door').waitFor();
    await phone.page.close();
  });

  const blockUdp = () => uplinks.block({ protocol: 'udp' });
  const blockMediaPort = async () => {
    const server = await sfu.pool.workers[0]?.webRtcServer.dump();
    const listener = server?.tcpServers.find(({ ip }) => ip === uplinks.serverAddress);
    uplinks.block({ protocol: 'tcp', fromPort: listener?.port ?? 0 });
  };

  it('goes on over TCP when UDP goes away, and over a relay when that goes as well', async () => {
    phone = await open();
    await phone.join(ROOM, 'Petra');
    await phone.expectMovingPictures(2);
    await expect.poll(arriving, SLOW).toEqual([true, true]);
    const protocols = async () => (await ways(phone.page)).map(({ protocol }) => protocol);
    await expect.poll(protocols, SLOW).toEqual(['udp', 'udp']);
    await moves(blockUdp)();
    await expect.poll(() => ways(phone.page), SLOW).toEqual([TCP, TCP]);
    await blockMediaPort();
    await expect.poll(() => ways(phone.page), SLOW).toEqual([RELAY, RELAY]);
    await expect.poll(arriving, SLOW).toEqual([true, true]);
    await phone.expectMovingPictures(2);
    await phone.page.close();
    uplinks.unblock();
  });

  it('joins over TCP where UDP is blocked', async () => {
    blockUdp();
    phone = await open();
    await phone.join(ROOM, 'Petra');
    await phone.expectMovingPictures(2);
    await expect.poll(arriving, SLOW).toEqual([true, true]);
    await expect.poll(() => ways(phone.page), SLOW).toEqual([TCP, TCP]);
    await phone.page.close();
  });

  it('joins over a relay where the server’s media port is blocked as well', async () => {
    await blockMediaPort();
    phone = await open();
    await phone.join(ROOM, 'Petra');
    await phone.expectMovingPictures(2);
    await expect.poll(arriving, SLOW).toEqual([true, true]);
    await expect.poll(() => ways(phone.page), SLOW).toEqual([RELAY, RELAY]);
  });

  it('goes on over the relay after its credentials for it have run out', async () => {
    const joinedAtMs = idOf('Petra')?.joinedAt ?? Infinity;
    const isOver = () => Date.now() > joinedAtMs + (TURN_TTL_S + 1) * 1000;
    await expect.poll(isOver, SLOW).toBe(true);
    await moves(() => uplinks.switchTo('wifi'))();
    await expect.poll(() => ways(phone.page), SLOW).toEqual([RELAY, RELAY]);
  });
});
