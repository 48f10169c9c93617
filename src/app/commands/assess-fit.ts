/** What `rapport assess --fit` prints: the parameters that explain a scheme's histories best, and how far to believe them. */

import { checkJudgements, inBands } from '../../mentoring/wind-down/calibration.ts';
import type { Band } from '../../mentoring/wind-down/calibration.ts';
import { ENOUGH_FINISHED, fitPrior, observe } from '../../mentoring/wind-down/fit.ts';
import { logLikelihood } from '../../mentoring/wind-down/likelihood.ts';
import type { Observed } from '../../mentoring/wind-down/likelihood.ts';
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
  const pairs: readonly Pair[] = all.flatMap((one) => {
    const observed = observe(one.history, one.asOf);
    if (observed === undefined) return [];
    // Nothing happens after an ending: a finished pair is known up to the day on which the file was made.
    return [{ ...one, observed, followedTo: observed.isOver ? latest : one.asOf }];
  });
  const finished = pairs.filter(({ observed }) => observed.isOver).length;
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
  const observed: readonly Observed[] = pairs.map((one) => one.observed);
  return [
    ...counted,
    '',
    `Fitted: ${sayParameters(fitted.parameters)}`,
    `Log-likelihood: ${fitted.logLikelihood.toFixed(3)}; of the prior in use: ${logLikelihood(given, observed).toFixed(3)}`,
    `By k, from 1: ${fitted.byK.map((one) => one.toFixed(1)).join(', ')}`,
    '',
    'Calibration: of pairs judged to go on with the chance said, the share that met again. Each half of the pairs was',
    'judged by what was fitted to the other half. Judgements of the last six cadences are left out: too early to tell.',
    ...sayBands(inBands(crossChecked(pairs))),
    '',
    'The same pairs judged by the prior in use:',
    ...sayBands(inBands(pairs.flatMap((one) => checkJudgements(one.history, one.followedTo, given)))),
  ];
}

type Pair = Assessed & { readonly observed: Observed; readonly followedTo: number };

/** What was fitted to a pair knows its end, and would flatter itself. */
function crossChecked(pairs: readonly Pair[]): ReturnType<typeof checkJudgements> {
  const halves = [0, 1].map((half) => pairs.filter((_, index) => index % 2 === half));
  return halves.flatMap((half, index) => {
    const others = halves[1 - index] ?? [];
    const fitted = fitPrior(others.map(({ observed }) => observed));
    if (fitted === undefined) return [];
    const prior = plainPrior(fitted.parameters);
    return half.flatMap(({ history, followedTo }) => checkJudgements(history, followedTo, prior));
  });
}

function sayParameters({ k, r, alpha, a, b }: PlainParameters): string {
  const said = Object.entries({ r, alpha, a, b }).map(([name, value]) => `--${name} ${value.toPrecision(5)}`);
  return `--k ${k} ${said.join(' ')}`;
}

function sayBands(bands: readonly Band[]): readonly string[] {
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
