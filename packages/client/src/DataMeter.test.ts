import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countersOf, type DataCounter, DataMeter } from './DataMeter.ts';
import { RoomStore } from './RoomStore.ts';

let counters: DataCounter[] = [];
let meter: DataMeter;
const store = new RoomStore();
const onProblem = vi.fn();
const read = vi.fn(() => Promise.resolve(counters));

beforeEach(() => {
  vi.useFakeTimers();
  read.mockClear();
  counters = [];
  meter = new DataMeter({ store, read, onProblem });
});
afterEach(() => {
  meter.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(onProblem).not.toHaveBeenCalled();
  store.update({ status: 'idle' });
  vi.useRealTimers();
});

it('adds up what the connections have carried', async () => {
  counters = [
    { id: 'send:T01', receivedBytes: 10, sentBytes: 1000 },
    { id: 'recv:T01', receivedBytes: 5000, sentBytes: 20 },
  ];
  expect(await meter.look()).toEqual({ receivedBytes: 5010, sentBytes: 1020 });
  expect(await meter.look()).toEqual({ receivedBytes: 5010, sentBytes: 1020 });
});

it('keeps what was carried by a connection that is gone', async () => {
  counters = [{ id: 'recv:T01', receivedBytes: 5000, sentBytes: 20 }];
  await meter.look();
  counters = [{ id: 'recv2:T01', receivedBytes: 300, sentBytes: 1 }];
  expect(await meter.look()).toEqual({ receivedBytes: 5300, sentBytes: 21 });
});

it('goes on when a counter begins anew', async () => {
  counters = [{ id: 'recv:T01', receivedBytes: 5000, sentBytes: 20 }];
  await meter.look();
  counters = [{ id: 'recv:T01', receivedBytes: 100, sentBytes: 30 }];
  expect(await meter.look()).toEqual({ receivedBytes: 5100, sentBytes: 30 });
});

it('looks while one is in the call, and no longer', async () => {
  await vi.advanceTimersByTimeAsync(20_000);
  expect(read).not.toHaveBeenCalled();
  store.update({ status: 'joined' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(read).toHaveBeenCalledTimes(2);
  store.update({ status: 'closed' });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(read).toHaveBeenCalledTimes(2);
});

it('counts each way apart where the browser does not count them together', () => {
  const pair = { id: 'P1', type: 'candidate-pair', bytesReceived: 7, bytesSent: 8 };
  const together = { id: 'T01', type: 'transport', bytesReceived: 17, bytesSent: 18 };
  const voice = { id: 'V1', type: 'inbound-rtp', bytesReceived: 6 };
  const report = (...all: { id: string }[]) => new Map(all.map((stats) => [stats.id, stats]));
  expect(countersOf('recv', report(pair, voice, { ...pair, id: 'P2' }))).toEqual([
    { id: 'recv:P1', receivedBytes: 7, sentBytes: 8 },
    { id: 'recv:P2', receivedBytes: 7, sentBytes: 8 },
  ]);
  expect(countersOf('recv', report(pair, together))).toEqual([
    { id: 'recv:T01', receivedBytes: 17, sentBytes: 18 },
  ]);
  const silent = { id: 'T01', type: 'transport' };
  expect(countersOf('recv', report(pair, silent))).toHaveLength(1);
});
