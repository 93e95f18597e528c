import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NetworkChange } from './NetworkChange.ts';

class SimulatedConnection extends EventTarget {
  type?: string;

  constructor(type?: string) {
    super();
    if (type !== undefined) this.type = type;
  }

  become(type?: string): void {
    if (type !== undefined) this.type = type;
    this.dispatchEvent(new Event('change'));
  }
}

const onChange = vi.fn();
let page: EventTarget;
let change: NetworkChange | null = null;
const watch = (connection: SimulatedConnection | null) => {
  change = new NetworkChange(onChange, { window: page, connection });
};

beforeEach(() => {
  vi.useFakeTimers();
  onChange.mockReset();
  page = new EventTarget();
});
afterEach(() => {
  change?.close();
  vi.useRealTimers();
});

describe('Chrome on Android', () => {
  it('tells at once when Wi-Fi becomes LTE', () => {
    const connection = new SimulatedConnection('wifi');
    watch(connection);
    connection.become('cellular');
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('waits for a network when there is none in between', async () => {
    const connection = new SimulatedConnection('wifi');
    watch(connection);
    connection.become('none');
    await vi.advanceTimersByTimeAsync(1000);
    expect(onChange).not.toHaveBeenCalled();
    connection.become('wifi');
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('says nothing when only the speed is another one', () => {
    const connection = new SimulatedConnection('cellular');
    watch(connection);
    connection.become('cellular');
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('where the type is not told', () => {
  it('hears of the network from the page, and not from guesses about its speed', () => {
    const connection = new SimulatedConnection();
    watch(connection);
    connection.become();
    expect(onChange).not.toHaveBeenCalled();
    page.dispatchEvent(new Event('online'));
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('hears of it where there is nothing but the page', () => {
    watch(null);
    page.dispatchEvent(new Event('online'));
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});

it('makes one change at once and one more out of the events that follow it closely', async () => {
  const connection = new SimulatedConnection('wifi');
  watch(connection);
  connection.become('cellular');
  page.dispatchEvent(new Event('online'));
  change?.note();
  expect(onChange).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(300);
  expect(onChange).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(onChange).toHaveBeenCalledTimes(2);
});

it('leaves no timer and no listener', () => {
  const connection = new SimulatedConnection('wifi');
  watch(connection);
  connection.become('cellular');
  change?.close();
  expect(vi.getTimerCount()).toBe(0);
  connection.become('wifi');
  page.dispatchEvent(new Event('online'));
  expect(onChange).toHaveBeenCalledTimes(1);
});
