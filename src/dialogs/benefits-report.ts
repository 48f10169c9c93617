/** The benefits report for coordinators: of a month or a year that is over, as PDF or CSV, once or each time anew. */

import type { Context, May, PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { isMonth, nextReportAt, periodsOver, sayPeriod } from '../mentoring/benefits/period.ts';
import { whenToSay } from '../mentoring/courtesy.ts';
import { csvFile } from '../mentoring/csv-request.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { paperFile } from '../mentoring/paper-request.ts';
import type { BenefitsOrder } from '../mentoring/records/benefits.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { joinWords } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { dialog, formAction, insert, press, remove, target, task, timer } from './define.ts';
import type { Outcome } from './define.ts';

type Args = Readonly<Record<string, string>>;

/** Whoever coordinates the scheme that is named, now. */
const itsCoordinator: May<PersonFacts> = (facts, actor) => {
  const own = oneself(facts, actor);
  if (own !== true || coordinated(facts).length > 0) return own;
  return 'Only coordinators of a mentoring scheme can have its benefits report.';
};

const periods = { months: 12, years: 5 };

export const benefitsReport = dialog({
  name: 'benefits-report',
  subject: 'person',
  actions: {
    show: press(itsCoordinator, (facts, { args }) => {
      const scheme = schemeIn(facts, args);
      return { reply: answer(scheme === undefined ? notYoursCard : aboutCard(facts, scheme)) };
    }),

    choose: formAction({
      may: itsCoordinator,
      form: (facts: PersonFacts, context) => {
        const scheme = schemeIn(facts, context.args);
        return scheme === undefined ? notYoursCard : chooseForm(facts, context);
      },
      submit: begin,
    }),

    /** How often it comes by itself. */
    order: formAction({
      may: itsCoordinator,
      form: (facts: PersonFacts, { args }) => {
        const scheme = schemeIn(facts, args);
        return scheme === undefined ? notYoursCard : orderForm(facts, scheme);
      },
      submit: keepOrder,
    }),

    /** Timer: a month or a year is over of which somebody wants the report, and the next one is set. */
    due: timer<PersonFacts>((facts, { now, args }) => {
      const order = (facts.reportOrders ?? []).find(({ id }) => id === args['order']);
      if (order === undefined) return {};
      if (!mayHave(facts, order.schemeId)) return { changes: [remove('benefitsOrder', order.id)] };
      const next = orderTimer(facts, order, now);
      const wanted = whenToSay('coordinator', now, facts.person);
      if (wanted === undefined) return { timers: [next] };
      if (wanted > now) return { again: wanted };
      const [period = ''] = periodsOver(now, facts.person.zone, { months: 1, years: 1 })[
        order.every === 'month' ? 'months' : 'years'
      ];
      return { timers: [next, makeTimer(facts.person.id, { ...wishOf(order), period, as: 'pdf' }, now)] };
    }),

    make: task<PersonFacts, 'make-benefits-report'>('make-benefits-report', {
      done: (facts, result, context) => {
        const { period = '', scheme: schemeId } = context.args;
        if (!mayHave(facts, schemeId)) return {};
        if (result.made === 'not-over') return tell(facts, notOverCard(period));
        if (result.made === 'known')
          return tell(facts, readyCard(facts, context), fileOf(result.id, context));
        const id = context.newId();
        const { figures } = result;
        return {
          changes: [
            insert('benefitsReport', {
              id,
              period,
              figures,
              madeAt: context.now,
              ...(schemeId !== undefined && { schemeId }),
            }),
          ],
          ...tell(facts, readyCard(facts, context), fileOf(id, context)),
        };
      },
      failed: (facts, { args }) =>
        tell(
          facts,
          card(
            'The report could not be made',
            text('Something went wrong just now. Please ask for it again in a while.'),
            buttons(againButton(facts, args)),
          ),
        ),
    }),
  },
});

function coordinated({ person, schemes }: PersonFacts): readonly Scheme[] {
  return schemes.filter(({ coordinatorIds }) => coordinatorIds.includes(person.id));
}

function schemeIn(facts: PersonFacts, args: Args): Scheme | undefined {
  return coordinated(facts).find(({ id }) => id === args['scheme']);
}

/** Whoever has all the parts may have the whole; nobody else coordinates the organisation. */
function mayHaveAll(facts: PersonFacts): boolean {
  return facts.schemes.length > 1 && coordinated(facts).length === facts.schemes.length;
}

function mayHave(facts: PersonFacts, schemeId: string | undefined): boolean {
  return schemeId === undefined ? mayHaveAll(facts) : coordinated(facts).some(({ id }) => id === schemeId);
}

function aboutCard(facts: PersonFacts, scheme: Scheme): Card {
  const mine = ordersOf(facts, scheme.id).map(({ every }) => every);
  return card(
    'Benefits report',
    text(
      `What ${scheme.name} has brought, in figures: whom it reached, how long people waited, meetings held, how pairs ended, how many stay together, and what people say of the benefits before and after.`,
    ),
    text('It has no names in it, and no count from one to four. It can be passed on.'),
    note(
      mine.length === 0
        ? 'It does not come by itself. You can have it sent to you each month or each year.'
        : `It is sent to you after every ${joinWords(mine)}.`,
    ),
    buttons(
      button('Make a report', target('benefits-report', 'choose', facts.person.id, { scheme: scheme.id }), {
        style: 'primary',
      }),
      button(
        'Send it to me regularly',
        target('benefits-report', 'order', facts.person.id, { scheme: scheme.id }),
      ),
      button('Open the desk', target('scheme-desk', 'show', scheme.id)),
    ),
  );
}

function chooseForm(facts: PersonFacts, { now }: PersonContext) {
  const { months, years } = periodsOver(now, facts.person.zone, periods);
  return form({
    title: 'Benefits report',
    intro: [
      text(
        'Only months and years that are over. A year says more than its months: fewer of its figures are too small to be given.',
      ),
    ],
    fields: {
      period: {
        kind: 'oneOf',
        label: 'Month or year',
        required: true,
        options: [...years, ...months].map((value) => ({ value, label: sayPeriod(value) })),
        value: months[0],
      },
      of: {
        kind: 'oneOf',
        label: 'About',
        required: true,
        options: [
          { value: 'scheme', label: 'This scheme' },
          ...(mayHaveAll(facts)
            ? [{ value: 'all', label: 'All schemes together, but for directed mentoring' }]
            : []),
        ],
        value: 'scheme',
      },
      as: {
        kind: 'oneOf',
        label: 'As',
        required: true,
        options: [
          { value: 'pdf', label: 'PDF, to read and print' },
          { value: 'csv', label: 'CSV, for a spreadsheet' },
        ],
        value: 'pdf',
      },
    },
    submit: 'Make the report',
  });
}

function begin(
  facts: PersonFacts,
  { period, of, as }: FormValues<ReturnType<typeof chooseForm>['fields']>,
  { now, args }: PersonContext,
): Outcome {
  const scheme = schemeIn(facts, args);
  if (scheme === undefined) return { reply: replaceWith(notYoursCard) };
  const wish = { period, as, ...(of === 'all' ? {} : { scheme: scheme.id }) };
  return {
    timers: [makeTimer(facts.person.id, wish, now)],
    reply: replaceWith(
      card(
        'The report is being made',
        text(`${sayPeriod(period)} comes to you in a private message, in a moment.`),
      ),
    ),
  };
}

function orderForm(facts: PersonFacts, scheme: Scheme) {
  return form({
    title: 'Regular reports',
    intro: [text(`The report of ${scheme.name} as PDF, on a morning at the beginning of the next one.`)],
    fields: {
      every: {
        kind: 'manyOf',
        label: 'Send me the report',
        options: [
          { value: 'month', label: 'After every month' },
          { value: 'year', label: 'After every year' },
        ],
        value: ordersOf(facts, scheme.id).map(({ every }) => every),
        required: false,
      },
    },
    submit: 'Keep',
  });
}

function keepOrder(
  facts: PersonFacts,
  { every }: FormValues<ReturnType<typeof orderForm>['fields']>,
  { now, args, newId }: PersonContext,
): Outcome {
  const scheme = schemeIn(facts, args);
  if (scheme === undefined) return { reply: replaceWith(notYoursCard) };
  const before = ordersOf(facts, scheme.id);
  const gone = before.filter((one) => !every.includes(one.every));
  const made = (['month', 'year'] as const)
    .filter((one) => every.includes(one) && !before.some((order) => order.every === one))
    .map((one): BenefitsOrder => ({
      id: newId(),
      personId: facts.person.id,
      schemeId: scheme.id,
      every: one,
    }));
  return {
    changes: [
      ...gone.map(({ id }) => remove('benefitsOrder', id)),
      ...made.map((one) => insert('benefitsOrder', one)),
    ],
    timers: [
      ...gone.map(({ id }): TimerChange => ({ timer: 'cancel', key: orderKey(id) })),
      ...made.map((one) => orderTimer(facts, one, now)),
    ],
    reply: replaceWith(
      card(
        every.length === 0 ? 'It does not come by itself' : 'It comes by itself',
        text(
          every.length === 0
            ? `You can make a report of ${scheme.name} whenever you like.`
            : `The report of ${scheme.name} is sent to you after every ${joinWords(every)}.`,
        ),
        buttons(againButton(facts, { scheme: scheme.id })),
      ),
    ),
  };
}

function ordersOf({ reportOrders = [] }: PersonFacts, schemeId: string): readonly BenefitsOrder[] {
  return reportOrders.filter((one) => one.schemeId === schemeId);
}

function orderKey(id: string): string {
  return `benefits-order:${id}`;
}

function wishOf({ schemeId }: BenefitsOrder): Args {
  return schemeId === undefined ? {} : { scheme: schemeId };
}

function orderTimer({ person }: PersonFacts, { id, every }: BenefitsOrder, now: Date): TimerChange {
  const asked = nextReportAt(every, now, person.zone);
  return {
    timer: 'set',
    key: orderKey(id),
    to: target('benefits-report', 'due', person.id, { order: id }),
    at: whenToSay('coordinator', asked, person) ?? asked,
    nudge: { person: person.id, asked },
  };
}

function makeTimer(personId: string, wish: Args & { readonly period: string }, now: Date): TimerChange {
  return {
    timer: 'set',
    key: `benefits-report:${personId}:${wish['scheme'] ?? 'all'}:${wish.period}:${wish['as'] ?? ''}`,
    to: target('benefits-report', 'make', personId, wish),
    at: now,
  };
}

function tell({ person }: PersonFacts, shown: Card, file?: NonNullable<Send['files']>[number]): Outcome {
  return {
    effects: [
      {
        effect: 'send',
        to: { person: person.id },
        card: shown,
        ...(file !== undefined && { files: [file] }),
      },
    ],
  };
}

type Send = Extract<Effect, { effect: 'send' }>;

function fileOf(reportId: string, { args }: Context) {
  return args['as'] === 'csv'
    ? csvFile({ csv: 'benefits-report', reportId })
    : paperFile({ paper: 'benefits-report', reportId });
}

function readyCard(facts: PersonFacts, { args }: Context): Card {
  const { period = '', scheme: schemeId, as } = args;
  const about = facts.schemes.find(({ id }) => id === schemeId)?.name ?? facts.organisationName;
  return card(
    `Benefits report: ${sayPeriod(period)}`,
    text(`${about}. Here is the report as ${as === 'csv' ? 'CSV' : 'PDF'}, with figures only.`),
    note(
      isMonth(period)
        ? 'In a month many counts are too few to be given; a year has more.'
        : 'Its figures stay as they are: whoever asks for this year again gets the same.',
    ),
  );
}

function againButton({ person }: PersonFacts, { scheme = '' }: Args) {
  return button('Make a report', target('benefits-report', 'choose', person.id, { scheme }));
}

function notOverCard(period: string): Card {
  return card(
    `${sayPeriod(period)} is not over yet`,
    text('Where your organisation is, it still runs. Please ask again tomorrow.'),
  );
}

const notYoursCard: Card = card(
  'You do not coordinate this scheme any more',
  text('Its coordinators can have its benefits report.'),
);
