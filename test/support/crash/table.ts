/** The figures of a run as a table that is read from left to right: what died, what people were told, what became of it. */

import { steps } from './plan.ts';
import type { Outcome } from './run.ts';

const columns = [
  'killed at',
  'kills',
  'acknowledged',
  'lost',
  'state doubled',
  'in the air',
  'timers lost',
] as const;

const lastLife = 'none, to the end';

/**
 * What happened in a life stands beside what that life died of. `in the air`: messages that the platform had taken, but
 * the dead process could not write that down; each may arrive once more.
 */
export function tableOf(title: string, outcome: Outcome): string {
  const { deaths, told, state, messages, timers } = outcome;
  const diedOf = new Map(deaths.map(({ life, at }) => [life, at]));
  const count = (place: string, things: readonly { life: number | undefined }[]): number =>
    things.filter(({ life }) => (diedOf.get(life ?? 0) ?? lastLife) === place).length;
  const line = (place: string): readonly (string | number)[] => {
    const here = deaths.filter(({ at }) => at === place);
    const inTheAir = here.reduce((sum, death) => sum + death.inTheAir, 0);
    const lost = count(place, state.lost);
    const doubled = count(place, state.doubled);
    return [place, here.length, count(place, told), lost, doubled, inTheAir, count(place, timers.lost)];
  };
  const places = [...steps, 'outside' as const].filter((place) => deaths.some(({ at }) => at === place));
  const body = [...places, lastLife].map(line);
  const sums = columns.slice(1).map((_, at) => body.reduce((sum, row) => sum + Number(row[at + 1]), 0));
  return [
    '',
    title,
    ...drawn([[...columns], ...body, ['all', ...sums]]),
    `${messages.appended} messages: ${messages.lost.length} lost, ${messages.twice + messages.doubled.length} arrived ` +
      `twice. Of these ${messages.twice} were in the air at a death: the platform had taken them, and the app died ` +
      `before it could write that down. ${messages.doubled.length} had no such reason.`,
    `${timers.fired} timers fired, ${timers.doubled.length} of them more than once.`,
    '',
  ].join('\n');
}

/** In columns, figures to the right. */
function drawn(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => String(row[at]).length)));
  const cell = (value: string | number, at: number): string =>
    at === 0 ? String(value).padEnd(widths[at] ?? 0) : String(value).padStart(widths[at] ?? 0);
  return rows.map((row) => row.map(cell).join('  '));
}
