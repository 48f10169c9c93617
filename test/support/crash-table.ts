/** The figures of a run as a table that is read from left to right: what died, what people were told, what became of it. */

import type { Outcome } from './crash-run.ts';
import { steps } from './crash-steps.ts';

const columns = [
  'killed at',
  'kills',
  'told done',
  'lost',
  'state doubled',
  'in the air',
  'timers lost',
] as const;

/** `in the air`: messages that had arrived, though the dead process could not write it down; each arrives once more. */
export function tableOf(title: string, { deaths, told, state, messages, timers }: Outcome): string {
  const places = [...steps, 'outside' as const].filter((place) => deaths.some(({ at }) => at === place));
  const stepOf = new Map(deaths.map(({ life, at }) => [life, at]));
  const count = (place: string, things: readonly { life: number | undefined }[]): number =>
    things.filter(({ life }) => (stepOf.get(life ?? 0) ?? 'none, to the end') === place).length;
  const line = (place: string): readonly (string | number)[] => {
    const here = deaths.filter(({ at }) => at === place);
    const inTheAir = here.reduce((sum, death) => sum + death.inTheAir, 0);
    const lost = count(place, state.lost);
    const doubled = count(place, state.doubled);
    return [place, here.length, count(place, told), lost, doubled, inTheAir, count(place, timers.lost)];
  };
  const body = [...places.map(line), line('none, to the end')];
  const sums = columns.slice(1).map((_, at) => body.reduce((sum, row) => sum + Number(row[at + 1]), 0));
  const rows = [columns, ...body, ['all', ...sums]].map((row) => row.map(String));
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const drawn = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  const inTheAir = sums[4] ?? 0;
  return [
    '',
    title,
    ...drawn,
    `${messages.appended} messages: lost ${messages.lost.length}, arrived twice ${inTheAir + messages.doubled.length}, ` +
      `of these not in the air at a death ${messages.doubled.length}. ${timers.fired} timers fired, none twice unless ` +
      `listed: ${timers.doubled.length}.`,
    '',
  ].join('\n');
}
