/** Writing a session record: what is kept of it, and who is told that there is something to read. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import type { MeetingFacts } from '../mentoring/facts.ts';
import { minutesHeld } from '../mentoring/hours.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import { asPlace } from '../mentoring/place.ts';
import type { RecordsPolicy } from '../mentoring/records/agreement.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { Meeting } from '../mentoring/records/meeting.ts';
import type { Action, SessionRecord } from '../mentoring/records/session-record.ts';
import { recordsPolicyOf } from '../mentoring/session-records.ts';
import { labelsOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { dayOf, metCard } from './answered.ts';
import { shortName } from './asking-words.ts';
import { bookMeeting, reviseSettled } from './booking.ts';
import type { Arranged } from './booking.ts';
import { chooseStart } from './choose-time.ts';
import { insert, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { dueTimer } from './next-steps.ts';
import { otherId, otherName, someone } from './pair.ts';
import { readButton } from './read-records.ts';
import { ownRecord } from './record-form.ts';
import type { RecordValues, WrittenValues } from './record-form.ts';

/** Keeps what was written, notes that they met, books the next meeting, and tells the other where to read. */
export function keepRecord(facts: MeetingFacts, values: RecordValues, context: PersonContext): Outcome {
  const next = nextMeeting(facts, values, context);
  if ('why' in next) return { reply: refuse({ nextTime: next.why }) };
  const written = 'useful' in values ? write(facts, values, context) : nothing;
  if ('errors' in written) return { reply: refuse(written.errors) };

  const { meeting, people } = facts;
  const actorId = context.actor.id;
  const other = otherId(facts.relationship, actorId);
  const justMet = meeting.state !== 'met';
  const after: MeetingFacts = {
    ...facts,
    meeting: { ...meeting, state: 'met', answeredById: meeting.answeredById ?? actorId },
  };
  const kept = written === nothing ? metCard(after, actorId, actorId) : keptCard(after, actorId, people);
  const told = toldCard(facts, actorId, written);
  return {
    changes: [
      ...(justMet
        ? [update('meeting', meeting.id, { state: 'met', answeredById: actorId, settledAt: context.now })]
        : []),
      ...heldChanges(meeting, values),
      ...written.changes,
      ...next.changes,
    ],
    effects: [
      ...reviseSettled(meeting.id, actorId, kept),
      ...(justMet ? reviseSettled(meeting.id, other, metCard(after, other, actorId)) : []),
      ...(told === undefined ? [] : [{ effect: 'send', to: { person: other }, card: told } satisfies Effect]),
      ...next.effects,
    ],
    timers: [
      ...(justMet ? [{ timer: 'cancel-all', prefix: `meeting:${meeting.id}:` } satisfies TimerChange] : []),
      ...written.timers,
      ...next.timers,
    ],
    reply: replaceWith(kept),
  };
}

type Written = {
  readonly changes: readonly Change[];
  readonly timers: readonly TimerChange[];
  readonly first: boolean;
  readonly stepsForOther: number;
};

const nothing: Written = { changes: [], timers: [], first: false, stepsForOther: 0 };

function write(
  facts: MeetingFacts,
  values: WrittenValues,
  { actor, now, newId }: PersonContext,
): Written | { errors: Record<string, string> } {
  const { meeting, relationship } = facts;
  const existing = ownRecord(facts, actor.id);
  const id = existing?.id ?? newId();
  const policy: RecordsPolicy = 'shared' in values ? 'shared' : 'mine';
  const preparation = 'preparationMinutes' in values ? values.preparationMinutes : undefined;
  const content = {
    discussed: 'shared' in values ? values.shared : values.mine,
    reflection: values.reflection ?? '',
    useful: values.useful,
    topics: topicsOf(facts, values),
    preparationMinutes: typeof preparation === 'number' ? preparation : undefined,
    sharing: policy === 'shared' ? 'pair' : 'author',
  } satisfies Partial<SessionRecord>;
  const changes: Change[] = [
    existing === undefined
      ? insert('sessionRecord', {
          id,
          meetingId: meeting.id,
          relationshipId: relationship.id,
          authorId: actor.id,
          writtenAt: now,
          ...content,
        })
      : update('sessionRecord', id, { ...content, changedAt: now }),
  ];
  const timers: TimerChange[] = [];
  const errors: Record<string, string> = Object.fromEntries(
    Object.entries(values).flatMap(([field, value]) =>
      typeof value === 'string' && holdsNhsNumber(value) ? [[field, takeOutNhsNumber] as const] : [],
    ),
  );
  let stepsForOther = 0;
  const steps = [
    ['action1', values.action1, values.action1Who, values.action1Due],
    ['action2', values.action2, values.action2Who, values.action2Due],
    ['action3', values.action3, values.action3Who, values.action3Due],
  ] as const;
  for (const [field, what, who, dueOn] of steps) {
    if (what === undefined) {
      if (dueOn !== undefined) errors[field] = 'Please say what is to be done by then, or clear the date.';
      continue;
    }
    const ownerId = who ?? actor.id;
    const action: Action = {
      id: newId(),
      relationshipId: relationship.id,
      recordId: id,
      ownerId,
      what,
      dueOn,
    };
    if (ownerId !== actor.id) stepsForOther += 1;
    changes.push(insert('action', action));
    timers.push(...dueTimer(facts, action, now));
  }
  if (Object.keys(errors).length > 0) return { errors };
  return { changes, timers, first: existing === undefined, stepsForOther };
}

/** Only what differs from how it was booked, or from what was said of it before. */
function heldChanges(meeting: Meeting, values: RecordValues): readonly Change[] {
  if (!('heldMinutes' in values)) return [];
  const heldPlace = asPlace(values.heldPlace);
  const { heldMinutes } = values;
  if (heldMinutes === minutesHeld(meeting) && heldPlace === (meeting.heldPlace ?? meeting.place)) return [];
  return [update('meeting', meeting.id, { heldMinutes, heldPlace })];
}

/** As words, so that a record says the same when the scheme has other areas. */
function topicsOf({ scheme }: MeetingFacts, { topics, otherTopics = '' }: WrittenValues): readonly string[] {
  const others = otherTopics.split(/[,;\n]/).map((topic) => topic.trim());
  return [...new Set([...labelsOf(scheme.areas, topics), ...others.filter((topic) => topic !== '')])];
}

function nextMeeting(
  facts: MeetingFacts,
  values: RecordValues,
  { actor, now, newId }: PersonContext,
): Arranged | { why: string } {
  const { nextDate: date, nextTime: time } = values;
  if (date === undefined && time === undefined) return { changes: [], effects: [], timers: [] };
  if (date === undefined || time === undefined)
    return { why: 'Please give both a date and a time for your next meeting, or neither.' };
  const minutes = facts.agreement?.terms.minutes ?? facts.meeting.minutes;
  const chosen = chooseStart({ date, time, zone: actor.zone }, minutes, { ...facts, now });
  if (!chosen.ok) return { why: chosen.why };
  const meeting: Meeting = {
    id: newId(),
    relationshipId: facts.relationship.id,
    start: chosen.start,
    minutes,
    place: facts.meeting.place,
    bookedById: actor.id,
    state: 'booked',
    sequence: 0,
  };
  return bookMeeting({ ...facts, meeting, now, first: false });
}

function keptCard(facts: MeetingFacts, personId: string, people: MeetingFacts['people']): Card {
  const other = otherName(facts.relationship, people, personId);
  const shared = recordsPolicyOf(facts) === 'shared';
  return card(
    `Record of ${dayOf(facts, personId)} kept`,
    text(shared ? `You and ${other} can read it. Nobody else can.` : 'Only you can read it.'),
    note('Your own reflection is always yours alone.'),
    buttons(readButton(facts, personId), button('Show my meetings', target('desk', 'meetings', personId))),
  );
}

/** What the other one hears: that there is something to read, and never a word of it. */
function toldCard(facts: MeetingFacts, actorId: string, written: Written): Card | undefined {
  const { relationship, people } = facts;
  const other = otherId(relationship, actorId);
  const author = someone(people, actorId).name;
  const day = dayOf(facts, other);
  const steps =
    written.stepsForOther === 0
      ? undefined
      : text(
          written.stepsForOther === 1
            ? 'One of the next steps is yours.'
            : `${written.stepsForOther} of the next steps are yours.`,
        );
  if (written.first && recordsPolicyOf(facts) === 'shared')
    return card(
      `${shortName(author)} wrote a record`,
      text(`${author} wrote about your meeting on ${day}. You can read it whenever you like.`),
      steps,
      buttons(readButton(facts, other)),
    );
  if (steps === undefined) return undefined;
  return card(
    `Next steps from ${day}`,
    text(`${author} noted what you agreed to do next.`),
    steps,
    buttons(button(labelWith('Next steps with', author), target('relationship', 'show', relationship.id))),
  );
}
