/** Reports as they were first made, and who may have them: coordinators of the scheme, or of every scheme there is. */

import type { BenefitsReport } from '../mentoring/benefits/report.ts';
import type { Scope } from './scope.ts';
import { isId } from './text.ts';

export type KeptReport = {
  readonly figures: BenefitsReport;
  readonly period: string;
  readonly madeAt: Date;
  /** The scheme's name, or the organisation's. */
  readonly about: string;
};

/** What was made of this period first; `undefined` where nobody has asked for it yet. */
export async function findReport(
  { trx, organisationId }: Scope,
  { schemeId, period }: { readonly schemeId: string | undefined; readonly period: string },
): Promise<{ readonly id: string; readonly figures: BenefitsReport } | undefined> {
  return trx
    .selectFrom('benefits_report')
    .select(['id', 'figures'])
    .where('organisation_id', '=', organisationId)
    .where('period', '=', period)
    .where('scheme_id', schemeId === undefined ? 'is' : '=', schemeId ?? null)
    .orderBy('made_at')
    .orderBy('id')
    .executeTakeFirst();
}

/** `undefined`: there is none, or it is not, or not any more, for this person. */
export async function readReport(
  scope: Scope,
  id: string,
  personId: string,
): Promise<KeptReport | undefined> {
  const { trx, organisationId } = scope;
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('benefits_report')
    .leftJoin('scheme', (join) =>
      join
        .onRef('scheme.organisation_id', '=', 'benefits_report.organisation_id')
        .onRef('scheme.id', '=', 'benefits_report.scheme_id'),
    )
    .innerJoin('organisation', 'organisation.organisation_id', 'benefits_report.organisation_id')
    .select(['scheme_id', 'period', 'figures', 'made_at', 'scheme.name as scheme', 'organisation.name'])
    .where('benefits_report.organisation_id', '=', organisationId)
    .where('benefits_report.id', '=', id)
    .executeTakeFirst();
  if (row === undefined || !(await mayHave(scope, row.scheme_id, personId))) return undefined;
  const { figures, period, made_at: madeAt, scheme, name } = row;
  return { figures, period, madeAt, about: scheme ?? name };
}

/** Of one scheme: whoever coordinates it. Of all: whoever coordinates each of them. */
async function mayHave(
  { trx, organisationId }: Scope,
  schemeId: string | null,
  personId: string,
): Promise<boolean> {
  const schemes = await trx
    .selectFrom('scheme')
    .leftJoin('coordinator', (join) =>
      join
        .onRef('coordinator.organisation_id', '=', 'scheme.organisation_id')
        .onRef('coordinator.scheme_id', '=', 'scheme.id')
        .on('coordinator.person_id', '=', personId),
    )
    .select(['scheme.id', 'coordinator.person_id'])
    .where('scheme.organisation_id', '=', organisationId)
    .execute();
  const asked = schemes.filter(({ id }) => schemeId === null || id === schemeId);
  return asked.length > 0 && asked.every(({ person_id }) => person_id === personId);
}
