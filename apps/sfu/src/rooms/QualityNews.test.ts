import type { ConnectionQuality, EventOf } from '@parley/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QUALITY_INTERVAL_MS, QualityNews } from './QualityNews.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

function newsOf(qualities: Map<string, ConnectionQuality>) {
  const told: EventOf<'people-quality'>['people'][] = [];
  const news = new QualityNews({
    qualityOf: (userId) => qualities.get(userId) ?? null,
    tell: ({ people }) => told.push(people),
  });
  const change = (userId: string, quality: ConnectionQuality): void => {
    qualities.set(userId, quality);
    news.note(userId);
  };
  return { told, news, change };
}

it('tells the first change at once and everything of the next second together', () => {
  const { told, change } = newsOf(new Map());
  change('anna', 'poor');
  expect(told).toEqual([[{ userId: 'anna', quality: 'poor' }]]);
  change('ben', 'fair');
  vi.advanceTimersByTime(300);
  change('chris', 'poor');
  change('ben', 'poor');
  vi.advanceTimersByTime(QUALITY_INTERVAL_MS - 301);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(told[1]).toEqual([
    { userId: 'ben', quality: 'poor' },
    { userId: 'chris', quality: 'poor' },
  ]);
});

it('tells fifty people whose connections change all the time once a second', () => {
  const { told, change } = newsOf(new Map());
  const qualities: ConnectionQuality[] = ['poor', 'fair', 'good'];
  for (let atMs = 0; atMs < 10_000; atMs += 10) {
    change(`user-${(atMs / 10) % 50}`, qualities[Math.floor(atMs / 500) % 3] ?? 'good');
    vi.advanceTimersByTime(10);
  }
  expect(told.length).toBeGreaterThan(8);
  expect(told.length).toBeLessThanOrEqual(11);
});

it('tells only the latest of somebody, and nothing of who is gone', () => {
  const qualities = new Map<string, ConnectionQuality>();
  const { told, change } = newsOf(qualities);
  change('anna', 'poor');
  change('anna', 'good');
  change('ben', 'poor');
  change('anna', 'fair');
  qualities.delete('ben');
  vi.advanceTimersByTime(QUALITY_INTERVAL_MS * 2);
  expect(told.slice(1)).toEqual([[{ userId: 'anna', quality: 'fair' }]]);
});

it('says nothing any more when the room is closed', () => {
  const { told, news, change } = newsOf(new Map());
  change('anna', 'poor');
  change('anna', 'good');
  news.close();
  vi.advanceTimersByTime(QUALITY_INTERVAL_MS * 2);
  expect(told).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
