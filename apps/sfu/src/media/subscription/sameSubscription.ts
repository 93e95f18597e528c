import type { Subscription } from './SubscriptionPlanner.ts';

/** Whether two plans have the same for a stream, memory included. */
export function isSameSubscription(a: Subscription, b: Subscription): boolean {
  return (
    a.priority === b.priority &&
    a.temporalLayer === b.temporalLayer &&
    a.wish?.layer === b.wish?.layer &&
    a.wish?.risingSinceMs === b.wish?.risingSinceMs &&
    asksForTheSame(a, b)
  );
}

/** Whether a stream is asked for in the same way; how important it is decides nothing about that. */
export function asksForTheSame(a: Subscription, b: Subscription): boolean {
  return a.paused === b.paused && a.needed === b.needed && a.spatialLayer === b.spatialLayer;
}
