/** What people answered about the benefits of mentoring, opened a few hundred at a time to be counted; by nobody to be read. */

import { sql } from 'kysely';
import { boundsOf } from '../mentoring/benefits/period.ts';
import { grouped } from '../mentoring/grouped.ts';
import type { BenefitAnswer, SurveyStage } from '../mentoring/records/benefits.ts';
import type { About } from './benefits-tallies.ts';
import type { InOrganisation, Scope } from './scope.ts';

type Answers = Readonly<Record<string, BenefitAnswer>>;

export type Answered = {
  readonly schemeId: string;
  /** YYYY-MM in which they answered. */
  readonly month: string;
  readonly stage: SurveyStage;
  readonly answers: Answers;
  /** What the same person answered about the same pair at the start. */
  readonly before?: Answers;
};

type Row = {
  readonly id: string;
  readonly pair: string;
  readonly person: string;
  readonly stage: SurveyStage;
  readonly month: string;
  /** Answered in the period; before it, it is only there to be compared with. */
  readonly counts: boolean;
  readonly answers: Buffer;
};

/** Some milliseconds' work: opening takes processor time. */
const pairsAtOnce = 50;

/**
 * All answers given in the period by these pairs (`schemeOf`: by the pair's id), some pairs at a time, each in a
 * transaction of its own. What was erased is not among them.
 */
export async function* answersIn(
  inOrganisation: InOrganisation,
  organisationId: string,
  about: Pick<About, 'period' | 'zone'>,
  schemeOf: ReadonlyMap<string, string>,
): AsyncGenerator<{ readonly pairs: number; readonly answered: readonly Answered[] }> {
  const ids = [...schemeOf.keys()];
  for (let from = 0; from < ids.length; from += pairsAtOnce) {
    const some = ids.slice(from, from + pairsAtOnce);
    const answered = await inOrganisation(organisationId, (scope) => answersOf(scope, about, some, schemeOf));
    yield { pairs: some.length, answered };
  }
}

async function answersOf(
  { trx, organisationId, vault }: Scope,
  { period, zone }: Pick<About, 'period' | 'zone'>,
  pairs: readonly string[],
  schemeOf: ReadonlyMap<string, string>,
): Promise<readonly Answered[]> {
  const { from, until } = boundsOf(period, zone);
  const { rows } = await sql<Row>`
    select id, relationship_id as pair, person_id as person, stage, answers, answered_at >= ${from} as counts,
      to_char(answered_at at time zone ${zone}, 'YYYY-MM') as month
    from benefit_survey
    where organisation_id = ${organisationId} and relationship_id = any(${pairs}::uuid[]) and answered_at < ${until}
  `.execute(trx);
  await vault.load(rows.map(({ answers }) => answers));
  const open = ({ answers: sealed, id }: Row): Answers | undefined => {
    const text = vault.open(sealed, { table: 'benefit_survey', column: 'answers', rowId: id });
    return text === undefined ? undefined : (JSON.parse(text) as Answers); // sealed from this very type
  };
  const ofPerson = grouped(rows, ({ pair, person }) => `${pair} ${person}`);
  return rows.flatMap((row): readonly Answered[] => {
    const { pair, person, stage, month } = row;
    const schemeId = schemeOf.get(pair);
    const answers = row.counts && schemeId !== undefined ? open(row) : undefined;
    if (answers === undefined || schemeId === undefined) return [];
    const first =
      stage === 'start' ? undefined : ofPerson(`${pair} ${person}`).find((one) => one.stage === 'start');
    const before = first && open(first);
    return [{ schemeId, month, stage, answers, ...(before !== undefined && { before }) }];
  });
}
