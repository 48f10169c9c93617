/** `rapport assess --fit --scheme`: what a scheme's own pairs show, and whether they are judged by that from now on. */

import { lookBy } from '../../dialogs/watched.ts';
import { keepFit, sayJudgedBy } from '../../mentoring/own-prior.ts';
import type { OwnPrior } from '../../mentoring/records/own-prior.ts';
import { appendAudit } from '../../store/audit.ts';
import { keepPrior, livingPairs, priorKept } from '../../store/pair-histories.ts';
import { sayOwnFit } from './assess-own-words.ts';
import { chooseScheme } from './choose-scheme.ts';
import type { ChosenScheme } from './choose-scheme.ts';
import { UsageError } from './command.ts';
import type { Given, Tools } from './command.ts';
import { withDeployment } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { fitOwn } from './fit-own.ts';

/** Resolves with the exit code: 1 where it was to be kept, and is not worth it. */
export function assessOwn(given: Given, { env, say, note, progress }: Tools): Promise<number> {
  const [save, forget] = [given.flag('save'), given.flag('forget')];
  if (save && forget) throw new UsageError('--save and --forget are two different things.');
  return withDeployment(env, async (deployment) => {
    const scheme = await chooseScheme(deployment, given);
    const { organisationId, id } = scheme;
    const inUse = await deployment.inOrganisation(organisationId, (scope) => priorKept(scope, id));
    const now = new Date();
    if (forget) {
      if (inUse === undefined) say(`The pairs of ${scheme.name} are judged by the stated figures already.`);
      else {
        await judgeBy(deployment, scheme, undefined, now);
        say(`The pairs of ${scheme.name} are judged by the stated figures again.`);
      }
      return 0;
    }
    const fit = await fitOwn(deployment, scheme, now, progress).finally(() => progress(undefined));
    const kept = keepFit(fit.mixture, {
      fittedOn: now.toISOString().slice(0, 10),
      pairs: fit.pairs,
      finished: fit.finished,
    });
    for (const line of sayOwnFit(scheme.name, fit, kept, inUse)) say(line);
    say('');
    if (fit.against !== undefined) {
      say(`${fit.against}: the stated figures are the better guess.`);
      if (save) note('Nothing was saved.');
      return save ? 1 : 0;
    }
    if (!save) {
      say(
        'Its own figures are the better guess. To have its pairs judged by them, run this again with --save.',
      );
      return 0;
    }
    const looks = await judgeBy(deployment, scheme, kept, now);
    say(`Saved: the pairs of ${scheme.name} are judged ${sayJudgedBy({ prior: kept })}.`);
    say(`${looks} pairs under way are looked at anew within a day.`);
    return 0;
  });
}

const PAGE = 500;
const HOUR = 3_600_000;

/** Nobody is looked at before the new figures are kept, nor all at once. */
const looksBegin = HOUR;
const looksSpread = 23 * HOUR;

/**
 * Each pair is brought to be looked at, as all would be in time; a look that comes too early sets the timer anew and asks
 * nobody. Looks first, and the figures after them: broken off before those are kept, nothing has changed. Then once more
 * for whoever was judged by the old figures in between. Resolves with how many pairs there are.
 */
async function judgeBy(
  deployment: Deployment,
  { organisationId, id }: ChosenScheme,
  prior: OwnPrior | undefined,
  now: Date,
): Promise<number> {
  await lookAnew(deployment, organisationId, id, now);
  await deployment.inOrganisation(organisationId, async (scope) => {
    await keepPrior(scope, id, prior, now);
    await appendAudit(scope, {
      actorId: undefined,
      dialog: 'operator',
      action: prior === undefined ? 'forget-prior' : 'keep-prior',
      subject: 'scheme',
      subjectId: id,
      at: now,
      ...(prior !== undefined && { counts: { pairs: prior.pairs, finished: prior.finished } }),
    });
  });
  return lookAnew(deployment, organisationId, id, now);
}

async function lookAnew(
  { inOrganisation, store }: Deployment,
  organisationId: string,
  schemeId: string,
  now: Date,
): Promise<number> {
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const last = after;
    const page = await inOrganisation(organisationId, (scope) => livingPairs(scope, schemeId, last, PAGE));
    after = page.at(-1);
    if (after === undefined) return count;
    count += page.length;
    await store.transact(organisationId, (tx) =>
      tx.changeTimers(
        page.map((id) => lookBy(id, momentFor(id, now))),
        now,
      ),
    );
  }
}

/** Ids are random, so that moments made of them are spread evenly, and the same both times. */
function momentFor(relationshipId: string, now: Date): Date {
  const part = Number.parseInt(relationshipId.slice(0, 8), 16) / 2 ** 32;
  return new Date(now.getTime() + looksBegin + Math.round(part * looksSpread));
}
