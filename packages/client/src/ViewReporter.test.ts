import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SignalError } from './errors.ts';
import { type ShownViews, ViewReporter } from './ViewReporter.ts';

const view = (width: number): ShownViews => ({
  views: [{ userId: 'a', source: 'camera', width, height: 180 }],
});
const send = vi.fn<(shown: ShownViews) => Promise<unknown>>();
const onProblem = vi.fn();
const sentWidths = () => send.mock.calls.map(([{ views }]) => views[0]?.width);

beforeEach(() => {
  vi.useFakeTimers();
  send.mockReset().mockResolvedValue({});
  onProblem.mockReset();
});
afterEach(() => vi.useRealTimers());

it('sends the first change at once, then the latest of each 200 ms', async () => {
  const reporter = new ViewReporter(send, onProblem);
  reporter.start();
  for (const width of [1, 2, 3]) reporter.set(view(width));
  expect(sentWidths()).toEqual([1]);
  await vi.advanceTimersByTimeAsync(199);
  expect(sentWidths()).toEqual([1]);
  reporter.set(view(4));
  await vi.advanceTimersByTimeAsync(1);
  expect(sentWidths()).toEqual([1, 4]);
});

it('sends nothing when the server has the same already, also after going there and back', async () => {
  const reporter = new ViewReporter(send, onProblem);
  reporter.start();
  reporter.set(view(1));
  reporter.set(view(2));
  reporter.set(view(1));
  await vi.advanceTimersByTimeAsync(1000);
  expect(sentWidths()).toEqual([1]);
  expect(vi.getTimerCount()).toBe(0);
});

it('remembers what is shown until it can be told, and tells it again to a server that forgot', async () => {
  const reporter = new ViewReporter(send, onProblem);
  reporter.set(view(1));
  expect(send).not.toHaveBeenCalled();
  reporter.start();
  await vi.advanceTimersByTimeAsync(1000);
  reporter.stop();
  reporter.set(view(2));
  reporter.start();
  expect(sentWidths()).toEqual([1, 2]);
  reporter.stop();
  reporter.start();
  expect(sentWidths()).toEqual([1, 2, 2]);
  reporter.stop();
  expect(vi.getTimerCount()).toBe(0);
});

it('leaves the server’s default alone as long as nothing was reported', () => {
  new ViewReporter(send, onProblem).start();
  expect(send).not.toHaveBeenCalled();
});

it('reports a refusal, but not a lost connection', async () => {
  const reporter = new ViewReporter(send, onProblem);
  reporter.start();
  send.mockRejectedValueOnce(new SignalError('DISCONNECTED'));
  reporter.set(view(1));
  await vi.advanceTimersByTimeAsync(200);
  expect(onProblem).not.toHaveBeenCalled();
  const refusal = new SignalError('INVALID_PAYLOAD');
  send.mockRejectedValueOnce(refusal);
  reporter.set(view(2));
  await vi.advanceTimersByTimeAsync(200);
  expect(onProblem).toHaveBeenCalledExactlyOnceWith(refusal);
});

it.each(['RATE_LIMITED', 'TIMEOUT'] as const)(
  'tells again what met with %s, as it is by then',
  async (code) => {
    const reporter = new ViewReporter(send, onProblem);
    reporter.start();
    send.mockRejectedValueOnce(new SignalError(code)).mockRejectedValueOnce(new SignalError(code));
    reporter.set(view(1));
    await vi.advanceTimersByTimeAsync(500);
    reporter.set(view(2));
    await vi.advanceTimersByTimeAsync(499);
    expect(sentWidths()).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sentWidths()).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sentWidths()).toEqual([1, 2, 2]);
    expect(vi.getTimerCount()).toBe(0);
  },
);

it('does not tell again what was overtaken by something newer', async () => {
  const reporter = new ViewReporter(send, onProblem);
  reporter.start();
  const answer = Promise.withResolvers<never>();
  send.mockReturnValueOnce(answer.promise);
  reporter.set(view(1));
  reporter.set(view(2));
  await vi.advanceTimersByTimeAsync(200);
  answer.reject(new SignalError('TIMEOUT'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(sentWidths()).toEqual([1, 2]);
});

it('says nothing of a report that was overtaken by being put out', async () => {
  const reporter = new ViewReporter(send, onProblem);
  reporter.start();
  const refusal = Promise.withResolvers<never>();
  send.mockReturnValueOnce(refusal.promise);
  reporter.set(view(1));
  reporter.stop();
  refusal.reject(new SignalError('NOT_JOINED'));
  await vi.advanceTimersByTimeAsync(200);
  expect(onProblem).not.toHaveBeenCalled();
});
