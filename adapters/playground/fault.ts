/** Faults that a test may order from a pretend platform: for the next calls of one operation, or of any. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './http.ts';

export type Fault =
  /** 429 with `Retry-After`; nothing is done. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** Answered with this status; nothing is done. */
  | { readonly kind: 'status'; readonly status: number }
  /** The connection is cut; nothing is done. */
  | { readonly kind: 'drop-before' }
  /** Done, and then the connection is cut: the caller cannot know. */
  | { readonly kind: 'drop-after' }
  /** Never answered; nothing is done. */
  | { readonly kind: 'hang' }
  /** Done at once, answered late. */
  | { readonly kind: 'slow'; readonly ms: number };

export type Faults = {
  /** The next `times` calls of `operation` (`*` is any) meet this fault. Orders for one operation queue up. */
  readonly next: (operation: string, fault: Fault, times?: number) => void;
  readonly clear: () => void;
  readonly take: (operation: string) => Fault | undefined;
};

export function createFaults(): Faults {
  let orders: { operation: string; fault: Fault; left: number }[] = [];
  return {
    next: (operation, fault, times = 1) => {
      orders.push({ operation, fault, left: times });
    },
    clear: () => {
      orders = [];
    },
    take: (operation) => {
      const order = orders.find((one) => one.operation === operation || one.operation === '*');
      if (order === undefined) return undefined;
      order.left -= 1;
      if (order.left <= 0) orders = orders.filter((one) => one !== order);
      return order.fault;
    },
  };
}

/** Runs `work` as the fault allows. `refuse` makes the platform's own body for a status that says no. */
export async function withFault(
  fault: Fault | undefined,
  work: () => Answer | Promise<Answer>,
  refuse: (status: number, retryAfterSeconds?: number) => Answer,
): Promise<Answer> {
  if (fault === undefined) return work();
  switch (fault.kind) {
    case 'rate-limited':
      return refuse(429, fault.retryAfterSeconds);
    case 'status':
      return refuse(fault.status);
    case 'drop-before':
      return 'drop';
    case 'drop-after':
      await work();
      return 'drop';
    case 'hang':
      return 'hang';
    case 'slow': {
      const answer = await work();
      await wait(fault.ms);
      return answer;
    }
    default:
      return fault satisfies never;
  }
}
