/** Who may see the operations page: whoever has its token. Everybody else is told nothing, and is slowed down. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Guard = {
  /**
   * `out`: without any token; `slow`: with a wrong one, after too many others lately. Whoever has the right one gets in
   * all the same.
   */
  readonly judge: (req: Pick<IncomingMessage, 'headers'>, nowMs: number) => 'in' | 'out' | 'wrong' | 'slow';
  /** What a form has to send along, so that another site cannot have it sent: for this subject, for an hour or two. */
  readonly seal: (subject: string, nowMs: number) => string;
  readonly isSealed: (subject: string, given: string, nowMs: number) => boolean;
};

const wrongAMinute = 10;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export function createGuard(token: string): Guard {
  let wrong: readonly number[] = [];
  const seal = (subject: string, hour: number): string =>
    createHmac('sha256', token).update(`${hour} ${subject}`).digest('hex');
  return {
    judge: ({ headers }, nowMs) => {
      const given = passwordOf(headers.authorization);
      // A browser that has asked nobody for it yet sends none: that is no attempt.
      if (given === undefined) return 'out';
      if (same(given, token)) return 'in';
      wrong = wrong.filter((at) => at > nowMs - minuteMs);
      if (wrong.length >= wrongAMinute) return 'slow';
      wrong = [...wrong, nowMs];
      return 'wrong';
    },
    seal: (subject, nowMs) => seal(subject, hourOf(nowMs)),
    isSealed: (subject, given, nowMs) =>
      [hourOf(nowMs), hourOf(nowMs) - 1].some((hour) => same(given, seal(subject, hour))),
  };
}

function hourOf(nowMs: number): number {
  return Math.floor(nowMs / hourMs);
}

/** As a browser asks for it (any name will do), or as a program sends it. */
function passwordOf(header: string | undefined): string | undefined {
  const [scheme = '', credentials = ''] = header?.split(' ', 2) ?? [];
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
}

/** In a time that says nothing about how much of it is right. */
function same(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}
