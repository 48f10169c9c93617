/** How a scheme works: what it has decided, theme by theme, and each theme changed by its coordinators in a short form. */

import type { PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { isUnderWay } from '../mentoring/asking.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { contradictionsIn, fittedToKind, mayChangeKind } from '../mentoring/scheme-rules.ts';
import type { FieldErrors } from '../ui/form.ts';
import type { Target } from '../ui/reference.ts';
import { aCoordinator } from './asking-rights.ts';
import { dialog, formAction, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { digestTimer } from './digest-timer.ts';
import { rewordedCard } from './report-back-cards.ts';
import { isSame, keptCard, readChange, settingsCard } from './scheme-settings-cards.ts';
import {
  aboutForm,
  answeringForm,
  checkInsForm,
  confidentialityForm,
  digestForm,
  kindForm,
  matchingForm,
  meetingsForm,
} from './scheme-settings-forms.ts';
import type { ValuesOf } from './scheme-settings-forms.ts';
import { asKind, asPolicy, asWays } from './scheme-words.ts';

export const schemeSettings = dialog({
  name: 'scheme-settings',
  subject: 'scheme',
  actions: {
    show: press(aCoordinator, ({ scheme }, { actor }) => ({
      reply: answer(settingsCard(scheme, actor.id)),
    })),
    about: formAction({ may: aCoordinator, form: aboutForm, submit: keep }),
    kind: formAction({
      may: aCoordinator,
      form: kindForm,
      submit: (facts: SchemeFacts, values: ValuesOf<typeof kindForm>, context) => {
        const { eligibility, reportBack } = values;
        return keep(facts, { kind: asKind(values.kind), eligibility, reportBack }, context);
      },
    }),
    matching: formAction({
      may: aCoordinator,
      form: matchingForm,
      submit: (facts: SchemeFacts, { matching, ...plain }: ValuesOf<typeof matchingForm>, context) =>
        keep(facts, { ...plain, matching: asWays(matching) }, context),
    }),
    answering: formAction({ may: aCoordinator, form: answeringForm, submit: keep }),
    meetings: formAction({
      may: aCoordinator,
      form: meetingsForm,
      submit: (facts: SchemeFacts, { recordsPolicy, ...plain }: ValuesOf<typeof meetingsForm>, context) =>
        keep(facts, { ...plain, recordsPolicy: asPolicy(recordsPolicy) }, context),
    }),
    'check-ins': formAction({ may: aCoordinator, form: checkInsForm, submit: keep }),
    confidentiality: formAction({
      may: aCoordinator,
      form: confidentialityForm,
      submit: keep,
    }),
    digest: formAction({
      may: aCoordinator,
      form: digestForm,
      submit: (facts: SchemeFacts, { weekday, time }: ValuesOf<typeof digestForm>, context) => {
        const { digest } = facts.scheme;
        return digest === undefined
          ? { reply: answer(settingsCard(facts.scheme, context.actor.id)) }
          : keep(facts, { digest: { ...digest, weekday: Number(weekday), time } }, context);
      },
    }),
    undo: press(aCoordinator, (facts: SchemeFacts, context) => undo(facts, context)),
    /** Timer: what is reported back is put otherwise. `by`: whoever changed it. */
    'new-words': timer((facts: SchemeFacts, { now, args }) => putOtherwise(facts, args['by'], now)),
  },
});

type Settings = Partial<Omit<Scheme, 'id' | 'coordinatorIds' | 'areas' | 'modules'>>;

/** Keeps what a form says, unless it contradicts itself or the rest; says what is new, and how to take it back. */
function keep(facts: SchemeFacts, said: Settings, context: PersonContext): Outcome {
  const { scheme } = facts;
  const wanted = { ...scheme, ...said };
  const errors = wrongIn(facts, wanted, said);
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };
  return become(facts, wanted, context);
}

function wrongIn(facts: SchemeFacts, wanted: Scheme, said: Settings): FieldErrors {
  if (!mayChangeKind(facts, wanted.kind)) return { kind: sayInUse };
  // Whoever changes the kind has not chosen the ways in this form: they follow from the kind.
  const contradictions = contradictionsIn('kind' in said ? fittedToKind(wanted) : wanted);
  return Object.fromEntries(Object.entries(contradictions).filter(([field]) => field in said));
}

const sayInUse =
  'People offer, ask or meet in this scheme already, and did so for the kind that it is. Please set up another scheme for the new kind, and let this one take no new requests.';

/** The scheme becomes as wanted; what follows from the kind and from new words is put right with it. */
function become(facts: SchemeFacts, wanted: Scheme, context: PersonContext): Outcome {
  const { scheme } = facts;
  const { now, actor } = context;
  const fitted = fittedToKind(wanted);
  const after: Scheme =
    fitted.confidentiality === scheme.confidentiality
      ? fitted
      : { ...fitted, confidentialityVersion: scheme.confidentialityVersion + 1 };
  const set = differences(scheme, after);
  return {
    changes: Object.keys(set).length === 0 ? [] : [update('scheme', scheme.id, set)],
    timers: [
      ...('digest' in set && after.digest !== undefined ? [digestTimer(scheme.id, after.digest, now)] : []),
      ...('checkInFirstDays' in set || 'checkInEveryDays' in set
        ? [
            {
              timer: 'set' as const,
              key: `scheme:${scheme.id}:check-ins`,
              to: target('pairs', 'check-ins', scheme.id),
              at: now,
            },
          ]
        : []),
      ...('reportBack' in set && after.kind === scheme.kind
        ? [
            {
              timer: 'set' as const,
              key: `scheme:${scheme.id}:new-words`,
              to: target('scheme-settings', 'new-words', scheme.id, { by: actor.id }),
              at: now,
            },
          ]
        : []),
    ],
    reply: replaceWith(keptCard(scheme, after, actor.id)),
  };
}

/**
 * Each request, and the pairs together, are asked anew in turns of their own. Nobody in person asks here, so that
 * requests are among them of which whoever changed the words may not hear.
 */
function putOtherwise({ scheme, requests }: SchemeFacts, byId: string | undefined, now: Date): Outcome {
  const ask = (key: string, to: Target): TimerChange => ({ timer: 'set', key, to, at: now });
  return {
    effects: scheme.coordinatorIds
      .filter((id) => id !== byId)
      .map((id) => ({ effect: 'send', to: { person: id }, card: rewordedCard(scheme) })),
    timers: [
      ask(`scheme:${scheme.id}:new-words-pairs`, target('pairs', 'new-words', scheme.id)),
      ...requests
        .filter(({ request }) => isUnderWay(request))
        .map(({ request: { id } }) => ask(`request:${id}:new-words`, target('report-back', 'changed', id))),
    ],
  };
}

/** The settings that are not as they were. */
function differences(before: Scheme, after: Scheme): Settings {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as ReadonlySet<keyof Settings>; // of schemes
  const changed = [...fields].filter((field) => !isSame(before[field], after[field]));
  return Object.fromEntries(changed.map((field) => [field, after[field]]));
}

/** Takes a change back, unless somebody has changed the same since. Twice is the same as once. */
function undo(facts: SchemeFacts, context: PersonContext): Outcome {
  const { scheme } = facts;
  const change = readChange(context.args);
  if (change === undefined) return { reply: answer(settingsCard(scheme, context.actor.id)) };
  const wanted = { ...scheme, ...change.before };
  const [why] = whyNot(facts, wanted, change.after);
  if (why !== undefined)
    return {
      reply: answer(settingsCard(scheme, context.actor.id, { title: 'This is not taken back', says: why })),
    };
  return become(facts, wanted, context);
}

function whyNot(facts: SchemeFacts, wanted: Scheme, after: Partial<Scheme>): readonly string[] {
  const { scheme } = facts;
  const fields = Object.keys(after) as (keyof Scheme)[]; // of settings
  const isBefore = fields.every((field) => isSame(scheme[field], wanted[field]));
  const isAfter = fields.every((field) => isSame(scheme[field], after[field]));
  if (!isBefore && !isAfter) return ['It has been changed again since. This is how it stands now.'];
  return mayChangeKind(facts, wanted.kind) ? Object.values(contradictionsIn(wanted)) : [sayInUse];
}
