/** What else a coordinator can do about a request: remind those who were asked, ask others instead, name somebody. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, go, refuse, replaceWith } from '../engine/reply.ts';
import { isUnderWay, openProposals } from '../mentoring/asking.ts';
import { exclusionOf } from '../mentoring/eligibility.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { rankCandidates } from '../mentoring/matching.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import { placesToAsk } from '../mentoring/referring.ts';
import { joinWords, nameOf, sayNumberOf } from '../mentoring/wording.ts';
import { cutText } from '../ui/fit.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Block, Card } from '../ui/view.ts';
import { card, list, note, text } from '../ui/view.ts';
import { OPTION_LENGTH, shortName } from './asking-words.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { distinctOptions } from './distinct-options.ts';
import { putToMentors } from './put-to-mentors.ts';
import { endProposal, proposalTimers, reviseForTriagers } from './request-flow.ts';
import { triageCard } from './triage-cards.ts';

/** Brings the one reminder of each mentor forward; nobody is reminded a second time because a coordinator is in a hurry. */
export function remindNow(facts: RequestFacts, { now }: PersonContext): Outcome {
  const { people } = facts;
  const open = isUnderWay(facts.request) ? openProposals(facts) : [];
  if (open.length === 0) return { reply: answer(triageCard(facts, now)) };
  const reminders = open.flatMap((proposal) => {
    const [reminder] = proposalTimers(facts, proposal, proposal.sentAt);
    return reminder?.timer === 'set' && reminder.at > now ? [{ proposal, key: reminder.key }] : [];
  });
  if (reminders.length === 0)
    return {
      reply: answer(
        card(
          'They have been reminded already',
          text('Nobody is reminded of a request twice. You could take it back, and ask somebody else.'),
        ),
      ),
    };
  const names = reminders.map(({ proposal }) => nameOf(people, proposal.mentorId));
  return {
    timers: reminders.map(({ key }) => ({ timer: 'bring-forward', key, at: now })),
    reply: answer(
      card(
        'Reminded',
        text(`${joinWords(names)} will be reminded now, or at the next hour that suits them.`),
        text('Nobody is reminded of a request twice, however often you ask.'),
      ),
    ),
  };
}

export function takeBackForm(facts: RequestFacts, now: Date) {
  const open = isUnderWay(facts.request) ? openProposals(facts) : [];
  if (open.length === 0) return triageCard(facts, now);
  return form({
    title: 'Take it back',
    intro: [text('They are thanked, and told that the request is no longer with them.')],
    fields: {
      proposal: {
        kind: 'oneOf',
        label: 'From whom?',
        options: distinctOptions(
          open.map(({ id, mentorId }) => ({
            value: id,
            label: cutText(nameOf(facts.people, mentorId), OPTION_LENGTH),
          })),
        ),
        ...(open.length === 1 && { value: open[0]?.id }),
        required: true,
      },
    },
    submit: 'Take it back',
  });
}

export type TakeBackValues = FormValues<Exclude<ReturnType<typeof takeBackForm>, Card>['fields']>;

/** The form was built again from these facts, so the one that was chosen is open still. */
export function takeBack(
  facts: RequestFacts,
  { proposal: id }: TakeBackValues,
  { now }: PersonContext,
): Outcome {
  const chosen = openProposals(facts).find((one) => one.id === id);
  if (chosen === undefined) return { reply: replaceWith(triageCard(facts, now)) };
  const ended: Proposal = { ...chosen, state: 'withdrawn', answeredAt: now };
  // Whoever the mentee wants asked next may have it by then: the card is drawn from what has become of it.
  return {
    ...endProposal(facts, ended, now, { news: 'taken-back' }),
    reply: go(target('triage', 'show', facts.request.id)),
  };
}

export function somebodyForm(facts: RequestFacts, now: Date) {
  if (!isUnderWay(facts.request) || placesToAsk(facts) <= 0) return triageCard(facts, now);
  return form({
    title: 'Ask somebody by name',
    intro: [
      text(
        `Anybody who offers in ${facts.scheme.name} and may be asked for ${nameOf(facts.people, facts.request.menteeId)}.`,
      ),
      ...whyNotOthers(facts, now),
    ],
    fields: { mentor: { kind: 'person', label: 'Mentor', hint: 'Type a name.', required: true } },
    submit: 'Ask them',
  });
}

/** More names than these nobody reads before typing one; the form says of each what stands in the way. */
const MOST_NAMED = 10;

/**
 * By name only where the reason is no secret. Who is not available is not named here: beside the desk, where a mentor's own
 * pause is read, a list of those names would tell a private block.
 */
function whyNotOthers(facts: RequestFacts, now: Date): readonly Block<never>[] {
  const named = rankCandidates(facts, now).excluded.filter(
    ({ exclusion }) => exclusion.rule !== 'not-available' && exclusion.rule !== 'self',
  );
  if (named.length === 0) return [];
  const more = named.length - MOST_NAMED;
  return [
    text('Why not others? These cannot be asked now:'),
    list(named.slice(0, MOST_NAMED).map(({ name, exclusion }) => `${shortName(name)} ${exclusion.words}`)),
    ...(more > 0 ? [note(`And ${sayNumberOf(more, 'other', 'others')}. Type a name to read why.`)] : []),
  ];
}

export type SomebodyValues = FormValues<Exclude<ReturnType<typeof somebodyForm>, Card>['fields']>;

/** Whoever may not be asked is said with the reason; a private block has no words of its own. */
export function askSomebody(
  facts: RequestFacts,
  { mentor: mentorId }: SomebodyValues,
  { now, newId, actor, picked }: PersonContext,
): Outcome {
  const name = picked[mentorId]?.name ?? nameOf(facts.people, mentorId);
  const mentor = facts.pool.find(({ offer }) => offer.personId === mentorId);
  if (mentor === undefined)
    return {
      reply: refuse({
        mentor: `${name} does not offer to mentor in this scheme. You could invite them to type “offer”.`,
      }),
    };
  const exclusion = exclusionOf(facts, mentor, 'propose', now);
  if (exclusion !== undefined)
    return { reply: refuse({ mentor: `${name} ${exclusion.words}. Please choose somebody else.` }) };
  const { after, ...step } = putToMentors(facts, [mentorId], { byId: actor.id, now, newId });
  return {
    ...step,
    effects: [...step.effects, ...reviseForTriagers(after, now)],
    reply: replaceWith(triageCard(after, now)),
  };
}
