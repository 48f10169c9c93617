/** What is printed of a fit to a scheme's own pairs: its figures beside the stated ones, and how each did on the pairs. */

import { firstQuestionAfter, isSound, PICTURED, priorOf } from '../../mentoring/own-prior.ts';
import type { OwnPrior } from '../../mentoring/records/own-prior.ts';
import { brierScore, inBands } from '../../mentoring/wind-down/calibration.ts';
import { statedPrior } from '../../mentoring/wind-down/prior.ts';
import type { Prior } from '../../mentoring/wind-down/prior.ts';
import { sayBands } from './assess-fit.ts';
import type { OwnFit } from './fit-own.ts';

/** Lines to print. `inUse`: what the scheme's pairs are judged by now, where that is not the stated prior. */
export function sayOwnFit(
  name: string,
  fit: OwnFit,
  kept: OwnPrior,
  inUse: OwnPrior | undefined,
): readonly string[] {
  const { counted, pairs, finished, stated, own } = fit;
  const columns: readonly Column[] = [
    { title: 'stated', prior: statedPrior },
    ...(inUse !== undefined && isSound(inUse)
      ? [{ title: inUse.fittedOn, prior: priorOf({ prior: inUse }) }]
      : []),
    { title: 'its own', prior: priorOf({ prior: kept }) },
  ];
  return [
    `${name}: ${counted.met} pairs that met, ${counted.finished} of them finished; ${counted.neverMet} that never met are left out.`,
    ...(pairs < counted.met ? [`Fitted to the newest ${pairs}, ${finished} of them finished.`] : []),
    '',
    row('Times in agreed cadences', columns, ({ title }) => title),
    ...figures.map(([label, figure]) => row(label, columns, ({ prior }) => number(figure(prior)))),
    ...(fit.atTheEdge
      ? ['A figure stands at the end of what is searched: on this the pairs hardly differ.']
      : []),
    '',
    'On pairs that the fit had not seen (each fifth of them under what was fitted to the others):',
    `Log-likelihood: ${own.logLikelihood.toFixed(1)} by its own figures, ${stated.logLikelihood.toFixed(1)} by the stated ones (higher is better).`,
    `Brier score: ${brierScore(own.checked).toFixed(4)} by its own figures, ${brierScore(stated.checked).toFixed(4)} by the stated ones (lower is better).`,
    '',
    'Calibration: of pairs judged to go on with the chance said, the share that met again. Judgements of the last six',
    'cadences are left out: too early to tell. By its own figures:',
    ...sayBands(inBands(own.checked)),
    '',
    'The same pairs by the stated figures:',
    ...sayBands(inBands(stated.checked)),
  ];
}

type Column = { readonly title: string; readonly prior: Prior };

/** What the figures of a prior are called, and what they come to. */
const figures: readonly (readonly [string, (prior: Prior) => number | undefined])[] = [
  ['r', ({ regularities: [first] }) => first?.r],
  ['alpha', ({ regularities: [first] }) => first && first.alpha * first.k],
  ['a', ({ a }) => a],
  ['b', ({ b }) => b],
  ...statedPrior.regularities.map(
    ({ k }) =>
      [
        `share with k ${k}`,
        ({ regularities }: Prior) =>
          (regularities.find((one) => one.k === k)?.weight ?? 0) /
          regularities.reduce((sum, { weight }) => sum + weight, 0),
      ] as const,
  ),
  ...PICTURED.map(
    (meetings) =>
      [
        meetings === 1 ? 'first asked, met once' : `first asked, met ${meetings} times`,
        (prior: Prior) => firstQuestionAfter(prior, meetings),
      ] as const,
  ),
];

function row(label: string, columns: readonly Column[], cell: (column: Column) => string): string {
  return label.padEnd(26) + columns.map((column) => cell(column).padStart(12)).join('');
}

function number(figure: number | undefined): string {
  return figure === undefined ? 'never' : figure.toFixed(3);
}
