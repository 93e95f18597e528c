import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IceRestarter } from './IceRestarter.ts';

const restart = vi.fn<() => Promise<void>>();
const onGiveUp = vi.fn();
let reachable = true;
const create = () => new IceRestarter({ restart, onGiveUp, canRestart: () => reachable });

beforeEach(() => {
  vi.useFakeTimers();
  restart.mockReset().mockResolvedValue();
  onGiveUp.mockReset();
  reachable = true;
});
afterEach(() => vi.useRealTimers());

describe('when to restart', () => {
  it('gives a disconnected transport a moment to heal', async () => {
    const restarter = create();
    restarter.observe('disconnected');
    await vi.advanceTimersByTimeAsync(299);
    restarter.observe('connected');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(restart).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('restarts a failed one at once, and both reasons together only once', async () => {
    const restarter = create();
    restarter.observe('disconnected');
    restarter.observe('failed');
    await vi.advanceTimersByTimeAsync(2500);
    expect(restart).toHaveBeenCalledTimes(1);
  });

  it('gives a first connection ten seconds', async () => {
    const restarter = create();
    restarter.observe('connecting');
    await vi.advanceTimersByTimeAsync(9999);
    expect(restart).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(restart).toHaveBeenCalledTimes(1);
    restarter.observe('connecting'); // the restart's own; its deadline stays
    await vi.advanceTimersByTimeAsync(5000);
    expect(restart).toHaveBeenCalledTimes(2);
  });

  it.each(['failed', 'connecting'] as const)('waits for the server when %s', async (state) => {
    reachable = false;
    const restarter = create();
    restarter.observe(state);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(restart).not.toHaveBeenCalled();
    expect(onGiveUp).not.toHaveBeenCalled();
    reachable = true;
    restarter.recheck();
    await vi.advanceTimersByTimeAsync(0);
    expect(restart).toHaveBeenCalledTimes(1);
  });

  it('leaves a healthy transport alone', async () => {
    const restarter = create();
    restarter.observe('connected');
    restarter.recheck();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(restart).not.toHaveBeenCalled();
  });
});

describe('on another network', () => {
  it('restarts at once what looks connected', async () => {
    const restarter = create();
    restarter.observe('connected');
    restarter.onNetworkChange();
    await vi.advanceTimersByTimeAsync(0);
    expect(restart).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(restart).toHaveBeenCalledTimes(1);
  });

  it('waits for the server, and restarts then, whatever the state is', async () => {
    reachable = false;
    const restarter = create();
    restarter.observe('connected');
    restarter.onNetworkChange();
    await vi.advanceTimersByTimeAsync(1000);
    restarter.observe('connected');
    expect(restart).not.toHaveBeenCalled();
    reachable = true;
    restarter.recheck();
    await vi.advanceTimersByTimeAsync(0);
    expect(restart).toHaveBeenCalledTimes(1);
    restarter.recheck();
    await vi.advanceTimersByTimeAsync(1000);
    expect(restart).toHaveBeenCalledTimes(1);
  });

  it('restarts once more when the network changes during a restart', async () => {
    let finish: () => void = () => undefined;
    restart.mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
    const restarter = create();
    restarter.observe('connected');
    restarter.onNetworkChange();
    await vi.advanceTimersByTimeAsync(100);
    restarter.onNetworkChange();
    await vi.advanceTimersByTimeAsync(100);
    expect(restart).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(restart).toHaveBeenCalledTimes(2);
  });

  it('does not count what failed on the former one', async () => {
    const restarter = create();
    restarter.observe('failed');
    await vi.advanceTimersByTimeAsync(12_000);
    expect(restart).toHaveBeenCalledTimes(3);
    restarter.onNetworkChange();
    await vi.advanceTimersByTimeAsync(5000);
    expect(restart).toHaveBeenCalledTimes(5);
    expect(onGiveUp).not.toHaveBeenCalled();
  });

  it('leaves alone what nobody has used yet', async () => {
    create().onNetworkChange();
    await vi.advanceTimersByTimeAsync(1000);
    expect(restart).not.toHaveBeenCalled();
  });
});

describe('when to give up', () => {
  it('does after three restarts of five seconds each', async () => {
    create().observe('failed');
    await vi.advanceTimersByTimeAsync(14_999);
    expect(restart).toHaveBeenCalledTimes(3);
    expect(onGiveUp).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onGiveUp).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(restart).toHaveBeenCalledTimes(3);
  });

  it('starts counting anew after a success', async () => {
    const restarter = create();
    for (let outage = 0; outage < 5; outage += 1) {
      restarter.observe('failed');
      await vi.advanceTimersByTimeAsync(1000);
      restarter.observe('connected');
    }
    expect(restart).toHaveBeenCalledTimes(5);
    expect(onGiveUp).not.toHaveBeenCalled();
  });

  it('does when the server refuses', async () => {
    const refusal = new Error('TRANSPORT_NOT_FOUND');
    restart.mockRejectedValue(refusal);
    create().observe('failed');
    await vi.advanceTimersByTimeAsync(0);
    expect(onGiveUp).toHaveBeenCalledExactlyOnceWith(refusal);
  });

  it('does not when only the connection to the server was lost meanwhile', async () => {
    restart.mockImplementationOnce(() => {
      reachable = false;
      return Promise.reject(new Error('DISCONNECTED'));
    });
    const restarter = create();
    restarter.observe('failed');
    await vi.advanceTimersByTimeAsync(0);
    expect(onGiveUp).not.toHaveBeenCalled();
    reachable = true;
    restarter.recheck();
    await vi.advanceTimersByTimeAsync(0);
    expect(restart).toHaveBeenCalledTimes(2);
  });
});

it('leaves no timer when closed', () => {
  const restarter = create();
  restarter.observe('disconnected');
  restarter.close();
  expect(vi.getTimerCount()).toBe(0);
  restarter.observe('failed');
  expect(vi.getTimerCount()).toBe(0);
});
