/** What `rapport assess --fit` prints: the parameters that explain a scheme's histories best, and how far to believe them. */

import { brierScore, inBands } from '../../mentoring/wind-down/calibration.ts';
import type { Band, Checked } from '../../mentoring/wind-down/calibration.ts';
import { ENOUGH_FINISHED, fitPrior } from '../../mentoring/wind-down/fit.ts';
import { countFinished, examplesFrom, tryOnOthers, tryOut } from '../../mentoring/wind-down/held-out.ts';
import { plainPrior } from '../../mentoring/wind-down/prior.ts';
import type { PlainParameters, Prior } from '../../mentoring/wind-down/prior.ts';
import type { Assessed } from './assess-file.ts';

/** Lines to print. What the reader has to be warned of goes to `note`. */
export function sayFit(
  all: readonly Assessed[],
  given: Prior,
  note: (line: string) => void,
): readonly string[] {
  const latest = all.reduce((day, { asOf }) => Math.max(day, asOf), Number.NEGATIVE_INFINITY);
  const pairs = examplesFrom(all, latest);
  const finished = countFinished(pairs);
  const counted = [
    `${pairs.length} pairs that met, ${finished} of them finished; ${all.length - pairs.length} that never met are left out.`,
  ];
  const fitted = fitPrior(pairs.map(({ observed }) => observed));
  if (fitted === undefined) {
    note('There is nothing to fit: no pair met twice.');
    return counted;
  }
  if (finished <= ENOUGH_FINISHED)
    note(
      `Only ${finished} finished pairs: keep the stated prior until there are more than ${ENOUGH_FINISHED}. These figures will change a lot with each new ending.`,
    );
  if (fitted.atTheEdge)
    note('A parameter stands at the end of what is searched: the histories do not tell what it is.');
  const others = tryOnOthers(pairs, (observed) => {
    const fit = fitPrior(observed);
    return fit && plainPrior(fit.parameters);
  });
  const inUse = tryOut(given, pairs);
  return [
    ...counted,
    '',
    `Fitted: ${sayParameters(fitted.parameters)}`,
    `Log-likelihood: ${fitted.logLikelihood.toFixed(3)}; of the prior in use: ${inUse.logLikelihood.toFixed(3)}`,
    `By k, from 1: ${fitted.byK.map((one) => one.toFixed(1)).join(', ')}`,
    '',
    'Calibration: of pairs judged to go on with the chance said, the share that met again. Each fifth of the pairs was',
    'judged by what was fitted to the others. Judgements of the last six cadences are left out: too early to tell.',
    ...(others === undefined ? ['There are too few pairs to tell.'] : sayTrial(others.checked)),
    '',
    'The same pairs judged by the prior in use:',
    ...sayTrial(inUse.checked),
  ];
}

function sayTrial(checked: readonly Checked[]): readonly string[] {
  const score = checked.length === 0 ? [] : [`Brier score: ${brierScore(checked).toFixed(4)}`];
  return [...sayBands(inBands(checked)), ...score];
}

function sayParameters({ k, r, alpha, a, b }: PlainParameters): string {
  const said = Object.entries({ r, alpha, a, b }).map(([name, value]) => `--${name} ${value.toPrecision(5)}`);
  return `--k ${k} ${said.join(' ')}`;
}

/** A table of calibration. */
export function sayBands(bands: readonly Band[]): readonly string[] {
  return [
    row(['chance', 'judgements', 'mean said', 'met again']),
    ...bands.map(({ from, to, judgements, said, metAgain }) =>
      row([
        `${from.toFixed(1)} to ${to.toFixed(1)}`,
        String(judgements),
        judgements === 0 ? '' : said.toFixed(3),
        judgements === 0 ? '' : metAgain.toFixed(3),
      ]),
    ),
  ];
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(11)).join('');
}
