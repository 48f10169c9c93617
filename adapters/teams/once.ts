/**
 * One answer for one event. The engine decides once whatever arrives twice, but an answer that is posted as a message
 * would be posted twice: copies that reach this process share the first one's answer.
 */

import type { Clock } from '../../src/engine/ports.ts';

/** Longer than any client goes on sending the same thing. */
const KEPT_MS = 60_000;

export type Once<T> = (id: string, work: () => Promise<T>) => Promise<T>;

export function createOnce<T>(clock: Clock, limit = 5_000): Once<T> {
  const kept = new Map<string, { at: number; answer: Promise<T> }>();
  return (id, work) => {
    const now = clock.now().getTime();
    for (const [old, { at }] of kept) {
      if (now - at < KEPT_MS && kept.size < limit) break;
      kept.delete(old);
    }
    const known = kept.get(id);
    if (known !== undefined) return known.answer;
    const answer = work();
    kept.set(id, { at: now, answer });
    // What failed has not happened: the next copy is the one that counts.
    answer.catch(() => kept.delete(id));
    return answer;
  };
}
