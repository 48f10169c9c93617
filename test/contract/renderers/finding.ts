/** The directory that both platforms' pickers ask: everybody whose name contains what was typed. */

import type { Ingress } from '../../../src/engine/ports.ts';
import type { People } from '../../../src/mentoring/facts.ts';

export function finding(people: People): Ingress {
  return {
    handle: () => Promise.reject(new Error('Nothing is sent here')),
    findPeople: (_asker, typed, limit) =>
      Promise.resolve(
        Object.values(people)
          .filter(({ name }) => name.includes(typed))
          .slice(0, limit)
          .map(({ id, name }) => ({ id, name })),
      ),
  };
}
