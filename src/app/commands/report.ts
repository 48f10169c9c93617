/** `rapport report`: the benefits report of a month or a year, of one scheme or of all, as PDF or CSV. */

import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { benefitsPaper } from '../../documents/benefits-paper.ts';
import { makePdf } from '../../documents/pdf.ts';
import { StartError } from '../../errors.ts';
import { isMonth, readPeriod, sayPeriod } from '../../mentoring/benefits/period.ts';
import type { BenefitsReport } from '../../mentoring/benefits/report.ts';
import { reportRows } from '../../mentoring/benefits/report-rows.ts';
import { appendAudit } from '../../store/audit.ts';
import { applyChanges } from '../../store/changes.ts';
import { organisationName } from '../../store/operator.ts';
import { makeFigures } from '../benefits-figures.ts';
import { byteOrderMark, writeRows } from '../csv/write-rows.ts';
import { chooseOrganisation, chooseScheme, choosing } from './choose-scheme.ts';
import { UsageError } from './command.ts';
import type { Command, Given } from './command.ts';
import { withDeployment } from './deployment.ts';
import type { Deployment } from './deployment.ts';

export const reportCommand: Command = {
  name: 'report',
  synopsis: '--month YYYY-MM | --year YYYY --out FILE [--scheme NAME] [--organisation NAME]',
  summary: 'Write the benefits report of a month or a year, as PDF or CSV.',
  details: [
    'FILE ends in .pdf or .csv. Only a month or a year that is over has a report. Its figures are kept as they were first',
    'made: the same again is the same. Counts from one to four are not in it, nor what they could be worked out from;',
    'docs/benefits.md says what is counted, and what the figures do not say.',
    '',
    '  --month YYYY-MM      the report of this month, or',
    '  --year YYYY          of this year',
    '  --out FILE           write to this file',
    '  --scheme NAME        of this scheme; without it, of all schemes together but those of directed mentoring',
    '  --organisation NAME  where several workspaces have installed Rapport',
    '',
    '  rapport report --year 2026 --out benefits-2026.pdf',
  ],
  options: {
    ...choosing.options,
    month: { type: 'string' },
    year: { type: 'string' },
    out: { type: 'string' },
  },
  run: (given, { env, note, progress }) => {
    const period = periodIn(given);
    const { path, as } = fileIn(given);
    return withDeployment(env, async (deployment) => {
      const about = await aboutWhat(deployment, given);
      const at = new Date();
      const { organisationId, schemeId } = about;
      const made = await makeFigures(
        deployment.inOrganisation,
        { organisationId, schemeId, period, now: at },
        { report: ({ doing, done, total }) => progress(`${doing}: ${done} of ${total}`) },
      );
      progress(undefined);
      if (made.made === 'not-over')
        throw new StartError(`${sayPeriod(period)} is not over yet: only what is over has a report.`);
      await keep(deployment, about, { period, at, ...(made.made === 'new' && { figures: made.figures }) });
      await toFile(path, await bytesOf(made.figures, { about, period, as, at }));
      note(`${sayPeriod(period)}, ${about.name}: written to ${path}.`);
      return 0;
    });
  },
};

type About = {
  readonly organisationId: string;
  readonly schemeId?: string;
  readonly name: string;
  readonly zone: string;
};

function periodIn(given: Given): string {
  const [month, year] = [given.option('month'), given.option('year')];
  if ((month === undefined) === (year === undefined))
    throw new UsageError('give one of --month YYYY-MM and --year YYYY.');
  const period = readPeriod(month ?? year ?? '');
  if (period === undefined || isMonth(period) !== (month !== undefined))
    throw new UsageError(
      month === undefined
        ? 'a year is four digits, as in 2026.'
        : 'a month is a year and a month, as in 2026-11.',
    );
  return period;
}

function fileIn(given: Given): { readonly path: string; readonly as: 'pdf' | 'csv' } {
  const path = given.option('out');
  if (path === undefined) throw new UsageError('--out says which file to write, ending in .pdf or .csv.');
  const as = (['pdf', 'csv'] as const).find((one) => path.toLowerCase().endsWith(`.${one}`));
  if (as === undefined) throw new UsageError('the file of --out must end in .pdf or .csv.');
  return { path, as };
}

async function aboutWhat(deployment: Deployment, given: Given): Promise<About> {
  const scheme = given.option('scheme') === undefined ? undefined : await chooseScheme(deployment, given);
  const organisationId = scheme?.organisationId ?? (await chooseOrganisation(deployment, given));
  return deployment.inOrganisation(organisationId, async (scope) => {
    const { zone } = await scope.trx
      .selectFrom('organisation')
      .select('zone')
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow();
    return scheme === undefined
      ? { organisationId, name: await organisationName(scope), zone }
      : { organisationId, schemeId: scheme.id, name: scheme.name, zone };
  });
}

/** Whoever asks for the same later gets these figures; and the log tells that a report was made. */
function keep(
  { inOrganisation }: Deployment,
  { organisationId, schemeId }: About,
  { period, at, figures }: { readonly period: string; readonly at: Date; readonly figures?: BenefitsReport },
): Promise<void> {
  return inOrganisation(organisationId, async (scope) => {
    if (figures !== undefined)
      await applyChanges(
        scope,
        [
          {
            change: 'insert',
            noun: 'benefitsReport',
            row: {
              id: randomUUID(),
              period,
              figures,
              madeAt: at,
              ...(schemeId !== undefined && { schemeId }),
            },
          },
        ],
        at,
      );
    await appendAudit(scope, {
      actorId: undefined,
      dialog: 'operator',
      action: 'benefits-report',
      ...(schemeId === undefined
        ? { subject: 'organisation', subjectId: organisationId }
        : { subject: 'scheme', subjectId: schemeId }),
      at,
    });
  });
}

async function bytesOf(
  figures: BenefitsReport,
  { about, period, as, at }: { about: About; period: string; as: 'pdf' | 'csv'; at: Date },
): Promise<Uint8Array> {
  if (as === 'csv')
    return Buffer.from(byteOrderMark + writeRows(reportRows(figures, { about: about.name, period })), 'utf8');
  const occasion = { scheme: about.name, madeAt: at, zone: about.zone };
  return makePdf(await benefitsPaper(figures, { occasion, period }));
}

/** Whole or not at all. */
async function toFile(path: string, bytes: Uint8Array): Promise<void> {
  const half = `${path}.${process.pid}.half`;
  try {
    await writeFile(half, bytes, { mode: 0o600 });
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`The file ${path} cannot be written: ${why}.`, { cause: error });
  }
}
