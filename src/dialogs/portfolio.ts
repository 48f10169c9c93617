/** A portfolio: whoever wants one ticks their own papers of a pair, and gets them bound in one PDF. */

import type { PersonContext } from '../engine/dialog.ts';
import { refuse } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { mostInPortfolio } from '../mentoring/paper-request.ts';
import type { SinglePaper } from '../mentoring/paper-request.ts';
import type { WallTime } from '../mentoring/records/wall-time.ts';
import { inZone, instantOf, sayDate } from '../mentoring/time.ts';
import type { Choice, Form } from '../ui/form.ts';
import { form } from '../ui/form.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, card, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { lastTwelveMonths } from './hours-statement.ts';
import { agreedOnPaper, hasEnded, haveMet } from './pair-papers.ts';
import { otherName } from './pair.ts';
import { sendPaper, whereItGoes } from './send-paper.ts';

type Offered = Choice & { readonly request: SinglePaper };

export type PortfolioFields = {
  readonly papers: {
    readonly kind: 'manyOf';
    readonly label: string;
    readonly hint: string;
    readonly required: true;
    readonly options: readonly Choice[];
    readonly value: readonly string[];
    readonly max: number;
  };
};

/** Only where there is something to bind. */
export function portfolioButton(facts: RelationshipFacts, personId: string): ActionButton | undefined {
  const any = agreedOnPaper(facts) !== undefined || haveMet(facts) || ownRecords(facts, personId).length > 0;
  return any
    ? button('Make a portfolio', target('relationship', 'portfolio', facts.relationship.id))
    : undefined;
}

export function portfolioForm(
  facts: RelationshipFacts,
  context: PersonContext,
): Form<PortfolioFields> | Card {
  const { relationship, people } = facts;
  const offered = papersFor(facts, context);
  if (offered.length === 0)
    return card(
      'Nothing to bind',
      text(
        hasEnded(facts)
          ? 'The mentoring has ended, and left no ground rules, meetings or records of yours for a portfolio.'
          : 'A portfolio is made of ground rules that you agreed, meetings that you held, and records that you wrote.',
      ),
    );
  const older = ownRecords(facts, context.actor.id).length - mostRecords;
  return form<PortfolioFields>({
    title: 'Make a portfolio',
    intro: [
      text(
        `Your papers of the mentoring with ${otherName(relationship, people, context.actor.id)}, in one PDF, in the order of their dates.`,
      ),
      note(`${whereItGoes} What you then show to anybody is up to you.`),
      ...(older > 0
        ? [note(`${older} older ${older === 1 ? 'record is' : 'records are'} not in this list.`)]
        : []),
    ],
    fields: {
      papers: {
        kind: 'manyOf',
        label: 'Which papers?',
        hint: 'Records are those that you wrote, with your reflections.',
        required: true,
        options: offered.map(({ value, label }) => ({ value, label })),
        value: [],
        max: mostInPortfolio,
      },
    },
    submit: 'Send it to me',
  });
}

export function sendPortfolio(
  facts: RelationshipFacts,
  { papers }: { readonly papers: readonly string[] },
  context: PersonContext,
): Outcome {
  const ticked = papersFor(facts, context).filter(({ value }) => papers.includes(value));
  if (ticked.length === 0) return { reply: refuse({ papers: 'Please choose at least one.' }) };
  return sendPaper(
    context.actor.id,
    { paper: 'portfolio', papers: ticked.map(({ request }) => request) },
    'Your mentoring portfolio',
  );
}

/** Ground rules, checklist, certificate and hours take up to four places; all that is offered can be ticked. */
const mostRecords = mostInPortfolio - 4;

function papersFor(facts: RelationshipFacts, { actor, now }: PersonContext): readonly Offered[] {
  const { relationship } = facts;
  const relationshipId = relationship.id;
  const agreement = agreedOnPaper(facts);
  const year = lastTwelveMonths(now, actor.zone);
  const all: readonly (Offered | false | undefined)[] = [
    agreement && {
      value: 'agreement',
      label: 'Ground rules',
      request: { paper: 'agreement', relationshipId, version: agreement.version },
    },
    haveMet(facts) && {
      value: 'checklist',
      label: 'First meeting checklist',
      request: { paper: 'checklist', relationshipId },
    },
    haveMet(facts) && {
      value: 'certificate',
      label: 'Certificate of mentoring',
      request: { paper: 'certificate', relationshipId },
    },
    haveMet(facts) &&
      relationship.mentorId === actor.id && {
        value: 'hours',
        label: 'My hours as a mentor, last twelve months',
        request: { paper: 'hours-statement', ...year },
      },
    ...ownRecords(facts, actor.id)
      .slice(0, mostRecords)
      .map(({ id, start }): Offered => {
        const { date, time } = inZone(instantOf(start), actor.zone);
        return {
          value: id,
          label: `Record of ${sayDate(date)}, ${time}`,
          request: { paper: 'session-record', relationshipId, recordId: id },
        };
      }),
  ];
  return all.filter((one) => typeof one === 'object');
}

/** The newest meeting first. What the other wrote is theirs to hand on. */
function ownRecords(
  { records, meetings }: RelationshipFacts,
  personId: string,
): readonly { readonly id: string; readonly start: WallTime }[] {
  return meetings
    .toReversed()
    .flatMap(({ id: meetingId, start }) =>
      records
        .filter((record) => record.authorId === personId && record.meetingId === meetingId)
        .map(({ id }) => ({ id, start })),
    );
}
