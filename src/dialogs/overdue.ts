/**
 * What becomes of whatever comes late because nothing ran when it was due: one row for each thing that a timer leads to.
 *
 * `send`: said or done late, as it is still true and still wanted. `merge`: said late, and all that one person has missed
 * comes as one message. `skip`: left out from a moment on at which it would only confuse; where somebody counted on it,
 * the next one says that it was left out. A row says what holds; the dialog itself looks at how things stand by then.
 */

import type { Context, Dialog, TimerAction } from '../engine/dialog.ts';
import { answerDue } from '../mentoring/asking.ts';
import type { FactsOf } from '../mentoring/facts.ts';
import { instantOf } from '../mentoring/time.ts';
import { sinceOf } from './answer-proposal.ts';
import type { Outcome } from './define.ts';
import { digestTimer } from './digest-timer.ts';
import { someone } from './pair.ts';
import { dueOf } from './question-flow.ts';
import { mustAnswer } from './request-flow.ts';
import { colleagueOf } from './suggesting.ts';

export type Overdue =
  | { readonly late: 'send' | 'merge' }
  | {
      readonly late: 'skip';
      /** In words, for whoever reads the table. */
      readonly until: string;
      /** From this moment on it is left out. */
      readonly last: (facts: never, context: Late) => Date;
      /** What happens in its place; nothing where this is absent. */
      readonly instead?: (facts: never, context: Late) => Outcome;
    };

/** `due`: when it was to come. */
type Late = Context & { readonly due: Date };

const send = { late: 'send' } as const;
const merge = { late: 'merge' } as const;
const DAY_MS = 24 * 60 * 60_000;

/** For whoever wonders what an outage of a day, a week or a month does to people. */
export const overdue: Readonly<Record<string, Overdue>> = {
  // Meetings.
  'meeting.remind': skip<'meeting'>('the meeting begins', beginsAt),
  'preparation.ask': skip<'meeting'>('the meeting begins', beginsAt),
  'meeting.did-you-meet': merge,

  // Pairs.
  'introduction.ask': send,
  'introduction.ask-one': merge,
  'relationship.first-meeting-missing': send,
  'relationship.first-meeting-ask': merge,
  'relationship.action-due': merge,
  'relationship.remind-words': merge,
  'relationship.words-unanswered': send,
  'relationship.resume-pause': send,
  'rotation.pause': send,
  'rotation.decide': merge,
  'rotation.end-day': send,
  'changeovers.coming': send,
  'changeovers.ask': merge,
  'check-in.plan': send,
  // The next one is counted from the day on which somebody was asked: however many were missed, they are one.
  'check-in.ask': merge,
  'review.plan': send,
  'review.remind': merge,
  'watch.look': send,
  'watch.ask': merge,
  'closing.shred-notice': send,
  'closing.shred': send,
  'benefit-survey.ask': merge,

  // Asking for a mentor.
  // It looks every morning: however many were missed, the next one sees what there is.
  'lookout.look': merge,
  'triage.announce': send,
  'triage.back-in-queue': send,
  'triage.trained': send,
  'triage.remind-training': merge,
  'training-late.look': send,
  'my-request.keep-posted': send,
  'my-request.posted': merge,
  'my-request.still-waiting': merge,
  'answer-proposal.remind': skip<'proposal'>('the days to answer are over', (facts, { args }) => {
    const { scheme, people, request, proposal } = facts;
    const by = someone(people, mustAnswer(proposal, request));
    return answerDue(scheme, sinceOf(facts, args), by, proposal.answerOn).expireAt;
  }),
  'answer-proposal.expire': send,
  'referral.remind': skip<'referral'>('the days to answer are over', ({ scheme, referral, people }) =>
    answerDue(scheme, referral.madeAt, someone(people, colleagueOf(referral))).expireAt),
  'referral.expire': send,
  'question.remind': skip<'question'>('the days to answer are over', (facts) => dueOf(facts).expireAt),
  'question.lapse': send,

  // Schemes, and who looks after them.
  'scheme-desk.digest-due': skip<'scheme'>(
    'three days later; the next one says so',
    (_, { due }) => new Date(due.getTime() + 3 * DAY_MS),
    ({ scheme }, { now, due, args }) =>
      scheme.digest === undefined
        ? {}
        : { timers: [digestTimer(scheme.id, scheme.digest, now, args['missed'] ?? due.toISOString())] },
  ),
  'scheme-settings.new-words': send,
  'scheme-training.count-again': send,
  'training.lapses': send,
  'pairs.new-words': send,
  'pairs.check-ins': send,
  'report-back.changed': send,
  'report-back.remind': merge,
  'report-back.unanswered': send,
  'round.lapse': send,
  'round.report': send,
  'round-pair.ask': send,
  'benefits-report.due': send,
  'upload.forget': send,
};

/** A dialog whose timers come in good time, or in the way that the table says. */
export function inGoodTime(dialog: Dialog): Dialog {
  const actions = Object.entries(dialog.actions).map(([name, action]) => {
    const rule = overdue[`${dialog.name}.${name}`];
    return [name, action.type === 'timer' && rule?.late === 'skip' ? unlessTooLate(action, rule) : action];
  });
  return { ...dialog, actions: Object.fromEntries(actions) };
}

function unlessTooLate(
  action: TimerAction<unknown, unknown>,
  { last, instead }: Extract<Overdue, { late: 'skip' }>,
): TimerAction<unknown, unknown> {
  return {
    ...action,
    fire: (facts, context) => {
      const late = { ...context, due: context.due ?? context.now };
      // The row is of this very action, whose facts these are.
      if (context.now < last(facts as never, late)) return action.fire(facts, context);
      return { ...instead?.(facts as never, late), tooLate: true };
    },
  };
}

function skip<S extends keyof FactsOf>(
  until: string,
  last: (facts: FactsOf[S], context: Late) => Date,
  instead?: (facts: FactsOf[S], context: Late) => Outcome,
): Overdue {
  return { late: 'skip', until, last, ...(instead !== undefined && { instead }) };
}

function beginsAt({ meeting }: FactsOf['meeting']): Date {
  return instantOf(meeting.start);
}
