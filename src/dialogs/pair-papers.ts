/** The papers of a pair that a button sends: the ground rules, one session record, the certificate. */

import { answer } from '../engine/reply.ts';
import { areErased } from '../mentoring/erased.ts';
import type { MeetingFacts, RelationshipFacts } from '../mentoring/facts.ts';
import type { Agreement } from '../mentoring/records/agreement.ts';
import type { SessionRecord } from '../mentoring/records/session-record.ts';
import { mayRead } from '../mentoring/session-records.ts';
import type { ActionButton } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { dayOf } from './answered.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { paperButton, sendPaper } from './send-paper.ts';

/** The version that both agreed to, while its words can still be read. */
export function agreedOnPaper({ agreement }: Pick<RelationshipFacts, 'agreement'>): Agreement | undefined {
  return agreement === undefined || areErased(agreement.terms) ? undefined : agreement;
}

/** Any version that both agreed to. Beside a newer proposal it says that what goes on paper is what was agreed. */
export function rulesPaperButton(
  facts: RelationshipFacts,
  shown: Agreement | undefined = facts.agreement,
): ActionButton | undefined {
  const earlier = facts.earlierAgreements.find(({ id }) => id === shown?.id);
  if (earlier !== undefined && !areErased(earlier.terms))
    return paperButton(
      `Send me version ${earlier.version} as a PDF`,
      target('relationship', 'send-rules', facts.relationship.id, { version: String(earlier.version) }),
    );
  if (agreedOnPaper(facts) === undefined) return undefined;
  return paperButton(
    facts.proposedAgreement === undefined
      ? 'Send me the ground rules as a PDF'
      : 'Send me the agreed rules as a PDF',
    target('relationship', 'send-rules', facts.relationship.id),
  );
}

export function sendRules(facts: RelationshipFacts, personId: string, wanted?: string): Outcome {
  const earlier = facts.earlierAgreements.find(
    ({ version, terms }) => String(version) === wanted && !areErased(terms),
  );
  const agreement = earlier ?? agreedOnPaper(facts);
  if (agreement === undefined)
    return {
      reply: answer(
        card(
          'No ground rules on paper',
          text(
            hasEnded(facts)
              ? 'The mentoring has ended, and there are no agreed ground rules to be had.'
              : 'There is a PDF once the two of you have agreed them.',
          ),
          buttons(button('Read the ground rules', target('relationship', 'rules', facts.relationship.id))),
        ),
      ),
    };
  const { relationshipId, version } = agreement;
  return sendPaper(personId, { paper: 'agreement', relationshipId, version }, 'Your ground rules');
}

/** `several`: both have written, so that it has to say whose record it sends. */
export function recordPaperButton(
  { meeting }: MeetingFacts,
  { id, authorId }: SessionRecord,
  personId: string,
  several: boolean,
): ActionButton {
  const which = several ? (authorId === personId ? 'my record' : 'the other record') : 'this record';
  return paperButton(
    `Send me ${which} as a PDF`,
    target('meeting', 'send-record', meeting.id, { record: id }),
  );
}

export function sendRecord(facts: MeetingFacts, personId: string, recordId: string | undefined): Outcome {
  const { meeting, relationship } = facts;
  const record = facts.records.find(
    (one) => one.id === recordId && one.meetingId === meeting.id && mayRead(one, personId),
  );
  const day = dayOf(facts, personId);
  if (record === undefined)
    return {
      reply: answer(card(`Records of ${day}`, text('There is no record of this meeting that you can read.'))),
    };
  return sendPaper(
    personId,
    { paper: 'session-record', relationshipId: relationship.id, recordId: record.id },
    `Record of ${day}`,
  );
}

export function hasEnded({ relationship }: Pick<RelationshipFacts, 'relationship'>): boolean {
  return relationship.state === 'ended';
}

export function haveMet({ meetings }: Pick<RelationshipFacts, 'meetings'>): boolean {
  return meetings.some(({ state }) => state === 'met');
}

export function certificateButton(facts: RelationshipFacts): ActionButton | undefined {
  return haveMet(facts)
    ? paperButton('Send me a certificate', target('relationship', 'certificate', facts.relationship.id))
    : undefined;
}

export function sendCertificate(facts: RelationshipFacts, personId: string): Outcome {
  if (!haveMet(facts))
    return {
      reply: answer(
        card(
          'No certificate',
          text(
            hasEnded(facts)
              ? 'The mentoring has ended without a meeting that was held, so there is nothing to certify.'
              : 'It says how often you met, so there is one once you have held a first meeting.',
          ),
        ),
      ),
    };
  return sendPaper(
    personId,
    { paper: 'certificate', relationshipId: facts.relationship.id },
    'Your certificate of mentoring',
  );
}
