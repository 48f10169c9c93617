/**
 * One pair in memory, for whom the dialogs really run: the engine's own decisions and hand-ons, rows that change,
 * messages that are kept and revised by slot, timers that fire when their time comes. Everything but I/O.
 */

import { registry } from '../../src/dialogs/registry.ts';
import { erasedTerms } from '../../src/mentoring/agreement-terms.ts';
import { erasedText } from '../../src/mentoring/erased.ts';
import { decide, findAction, plainReply } from '../../src/engine/decide.ts';
import type { Outcome, PersonContext } from '../../src/engine/dialog.ts';
import type { Effect, FileSpec, TimerChange } from '../../src/engine/effect.ts';
import { readWords } from '../../src/engine/words.ts';
import type { CalendarEntry } from '../../src/mentoring/calendar.ts';
import type { Courtesy, PairsFacts, PersonFacts, SchemeFacts } from '../../src/mentoring/facts.ts';
import type { Change } from '../../src/mentoring/records/change.ts';
import type { Meeting } from '../../src/mentoring/records/meeting.ts';
import type { Block } from '../../src/mentoring/records/person.ts';
import type { Channel } from '../../src/mentoring/records/scheme.ts';
import type { OpenForm, RawValues } from '../../src/ui/form.ts';
import { plainCard, plainForm } from '../../src/ui/plain.ts';
import type { Target } from '../../src/ui/reference.ts';
import type { Card } from '../../src/ui/view.ts';
import { actionButtons } from './card-rules.ts';
import {
  coordinator,
  idOf,
  mentee,
  mentor,
  now as start,
  personFacts,
  relationshipFacts,
  stranger,
} from './pair-facts.ts';
import type { Pair, PairRows } from './pair-facts.ts';

export type Message = {
  /** A person's id, or a channel's name. */
  readonly to: string;
  readonly slot: string | undefined;
  card: Card;
  readonly files: readonly FileSpec[];
  /** Held until then; absent where it goes at once. */
  readonly notBefore?: Date;
};

export type Answer =
  | { readonly shown: 'form' | 'rejected'; readonly open: OpenForm }
  | { readonly shown: 'card'; readonly card: Card; readonly inPlace: boolean }
  | { readonly shown: 'home'; readonly card: Card }
  | { readonly shown: 'nothing' };

export type PairWorld = ReturnType<typeof aPairWorld>;

type SetTimer = Extract<TimerChange, { timer: 'set' }>;

type Table =
  | 'agreements'
  | 'rulesDrafts'
  | 'meetings'
  | 'preparations'
  | 'records'
  | 'actions'
  | 'contactAttempts'
  | 'pauses'
  | 'watchAnswers'
  | 'checkIns'
  | 'consents'
  | 'surveys'
  | 'closings'
  | 'rotations';
const tableOf: Readonly<Record<string, Table>> = {
  agreement: 'agreements',
  rulesDraft: 'rulesDrafts',
  preparation: 'preparations',
  meeting: 'meetings',
  sessionRecord: 'records',
  action: 'actions',
  contactAttempt: 'contactAttempts',
  pause: 'pauses',
  watchAnswer: 'watchAnswers',
  checkIn: 'checkIns',
  consent: 'consents',
  benefitSurvey: 'surveys',
  closing: 'closings',
  rotation: 'rotations',
};

export function aPairWorld(
  pair: Pair,
  about: { person?: Partial<PersonFacts>; scheme?: Partial<SchemeFacts> } = {},
) {
  let rows: PairRows = pair.rows;
  let now = start;
  let made = 0;
  const newId = () => idOf(`made ${(made += 1)}`);
  const messages: Message[] = [];
  /** Every card that left through the outbox, also those that were revised later, and answers that replaced a card. */
  const sent: Card[] = [];
  /** Every card anybody was shown directly, and every form. */
  const shown: Card[] = [];
  const forms: OpenForm[] = [];
  const timers = new Map<string, SetTimer>();
  const fired: Target[] = [];
  const founded: Change[] = [];
  let blocks: readonly Block[] = [];

  function factsFor(subject: string, id: string, asker: string | undefined): unknown {
    if (subject === 'person') {
      const name = [mentee, mentor, coordinator, stranger].find((one) => idOf(one) === id);
      const own = name === asker ? blocks.filter(({ blockerId }) => blockerId === id) : [];
      return name === undefined ? undefined : personFacts(rows, name, { blocks: own, ...about.person });
    }
    if (subject === 'scheme') return id === rows.scheme.id ? schemeFacts() : undefined;
    if (subject === 'pairs') return id === rows.scheme.id ? pairsFacts() : undefined;
    const facts = relationshipFacts(rows, asker);
    if (subject === 'relationship') return id === rows.relationship.id ? facts : undefined;
    const meeting = rows.meetings.find((one) => one.id === id);
    return subject === 'meeting' && meeting !== undefined ? { ...facts, meeting } : undefined;
  }

  function pairsFacts(): PairsFacts {
    const { scheme, people, relationship, conflictIds, lines, consents } = rows;
    return { scheme, people, pairs: [{ relationship, conflictIds }], reportingLines: lines, consents };
  }

  function schemeFacts(): SchemeFacts {
    return {
      scheme: rows.scheme,
      people: rows.people,
      requests: [],
      pool: [],
      reportingLines: [],
      counts: {
        since: start,
        waiting: [],
        askedSince: 0,
        startedSince: 0,
        metSince: 0,
        active: 1,
        quiet: 0,
        endedSince: {},
        before: { asked: 0, started: 0, met: 0, ended: 0 },
        metByWeek: [],
        useful: { count: 0, sum: 0 },
        mentors: 1,
        places: 1,
      },
      ...about.scheme,
    };
  }

  function apply(change: Change): void {
    if (change.change === 'shred') {
      rows = shredded(rows);
      return;
    }
    const table = tableOf[change.noun];
    if (change.noun === 'reminderChoices' || change.noun === 'absence' || change.noun === 'closure') {
      rows = { ...rows, people: courteously(rows.people, change) };
      return;
    }
    if (change.change === 'remove' && table !== undefined) {
      const all: readonly { readonly id: string }[] = rows[table];
      if (!all.some(({ id }) => id === change.id)) throw new Error(`Removed before it was there`);
      rows = { ...rows, [table]: all.filter(({ id }) => id !== change.id) };
      return;
    }
    if (change.change === 'remove') {
      if (!blocks.some(({ id }) => id === change.id)) throw new Error(`Removed before it was there`);
      blocks = blocks.filter(({ id }) => id !== change.id);
      return;
    }
    if (change.change === 'insert' && change.noun === 'block') {
      blocks = [...blocks, change.row];
      return;
    }
    if (change.change === 'insert') {
      if (table === undefined) {
        founded.push(change);
        return;
      }
      const all: readonly { readonly id: string }[] = rows[table];
      if (all.some(({ id }) => id === change.row.id)) throw new Error(`Inserted twice: ${change.noun}`);
      rows = { ...rows, [table]: [...all, change.row] };
      return;
    }
    if (change.noun === 'relationship') {
      if (change.id !== rows.relationship.id) throw new Error('No such relationship');
      rows = { ...rows, relationship: { ...rows.relationship, ...change.set } };
      return;
    }
    if (change.noun === 'scheme') {
      rows = { ...rows, scheme: { ...rows.scheme, ...change.set } };
      return;
    }
    if (table === undefined) throw new Error(`Nothing here keeps a ${change.noun}`);
    const all: readonly { readonly id: string }[] = rows[table];
    if (!all.some(({ id }) => id === change.id))
      throw new Error(`Updated before it was there: ${change.noun}`);
    rows = { ...rows, [table]: all.map((row) => (row.id === change.id ? { ...row, ...change.set } : row)) };
  }

  function deliver(effect: Effect): void {
    if (effect.effect === 'refresh-home') return;
    const to = 'person' in effect.to ? effect.to.person : effect.to.channel.name;
    sent.push(effect.card);
    if (effect.effect === 'send') {
      const { slot, card, files = [], notBefore } = effect;
      messages.push({ to, slot, card, files, ...(notBefore && { notBefore }) });
      return;
    }
    const newest = messages.findLast((one) => one.to === to && one.slot === effect.slot);
    if (newest !== undefined) newest.card = effect.card;
  }

  /** As the store does: what was put off for somebody comes when it was to come, or at once. */
  function reconsider(person: string): void {
    for (const [key, one] of timers)
      if (one.nudge?.person === person && one.nudge.asked < one.at)
        timers.set(key, { ...one, at: one.nudge.asked });
  }

  function bringForward({ key, at }: { readonly key: string; readonly at: Date }): void {
    const one = timers.get(key);
    if (one !== undefined && one.at > at) timers.set(key, { ...one, at });
  }

  function write(outcome: Outcome<unknown>): void {
    for (const effect of outcome.effects ?? []) deliver(effect);
    for (const timer of outcome.timers ?? []) {
      if (timer.timer === 'set') timers.set(timer.key, timer);
      else if (timer.timer === 'cancel') timers.delete(timer.key);
      else if (timer.timer === 'reconsider') reconsider(timer.person);
      else if (timer.timer === 'bring-forward') bringForward(timer);
      else for (const key of timers.keys()) if (key.startsWith(timer.prefix)) timers.delete(key);
    }
  }

  function act(
    name: string,
    first: Target,
    values?: RawValues,
    said: { words?: string; channel?: Channel } = {},
  ): Answer {
    const actor = rows.people[idOf(name)];
    if (actor === undefined) throw new Error(`Nobody here is called ${name}`);
    let target = first;
    let submitted = values && { values };
    for (let step = 0; step < 4; step += 1) {
      const found = findAction(registry, target);
      const facts = found && factsFor(found.dialog.subject, target.subject, name);
      if (found === undefined || facts === undefined)
        throw new Error(`Nothing to act upon: ${target.dialog}.${target.action}`);
      const context: PersonContext = {
        now,
        newId,
        args: target.args ?? {},
        words: said.words ?? '',
        actor,
        channel: said.channel,
        picked: rows.people,
      };
      const decision = decide(found.action, target, facts, context, submitted);
      if (decision.decided === 'open' || decision.decided === 'reject') {
        forms.push(decision.open);
        return { shown: decision.decided === 'open' ? 'form' : 'rejected', open: decision.open };
      }
      if (decision.decided === 'notice') return show(decision.card, decision.inPlace);
      for (const change of decision.outcome.changes ?? []) apply(change as Change); // our dialogs write nothing else
      write(decision.outcome);
      const reply = plainReply(decision.outcome.reply);
      if (reply.reply === 'ack') return { shown: 'nothing' };
      if (reply.reply === 'home') {
        sent.push(reply.card);
        return { shown: 'home', card: reply.card };
      }
      if (reply.reply === 'answer') return show(reply.card, reply.inPlace);
      target = reply.to;
      submitted = undefined;
    }
    throw new Error('Handed on more often than the engine allows');
  }

  /** What takes the place of a message goes through the outbox as well. */
  function show(card: Card, inPlace: boolean): Answer {
    shown.push(card);
    if (inPlace) sent.push(card);
    return { shown: 'card', card, inPlace };
  }

  function fire(to: Target): Outcome<unknown> {
    const found = findAction(registry, to);
    if (found?.action.type === 'task') return {}; // a worker's, and none works here
    if (found?.action.type !== 'timer') throw new Error(`Not a timer: ${to.dialog}.${to.action}`);
    const facts = factsFor(found.dialog.subject, to.subject, undefined);
    if (facts === undefined) return {};
    const outcome = found.action.fire(facts, { now, newId, args: to.args ?? {}, words: '' });
    for (const change of outcome.changes ?? []) apply(change as Change); // as above
    write(outcome);
    fired.push(to);
    return outcome;
  }

  return {
    act,
    fire,
    messages,
    sent,
    shown,
    forms,
    timers,
    fired,
    founded,
    rows: () => rows,
    now: () => now,
    /** Moves the clock, firing everything on the way at its own time. `to`: "2026-12-03T17:30Z". */
    until(to: string | Date): void {
      const end = new Date(to);
      for (;;) {
        const [soonest] = [...timers]
          .filter(([, { at }]) => at <= end)
          .toSorted(([one, a], [other, b]) => a.at.getTime() - b.at.getTime() || (one < other ? -1 : 1));
        if (soonest === undefined) break;
        const [key, due] = soonest;
        timers.delete(key);
        if (due.at > now) now = due.at;
        const { again } = fire(due.to);
        if (again !== undefined) timers.set(key, { ...due, at: again });
      }
      if (end > now) now = end;
    },
    /** What somebody types in private, or in a channel. */
    type(name: string, words: string, channel?: Channel): Answer {
      const meant = readWords(registry.entry, words);
      const said = channel === undefined ? { words: meant.words } : { words: meant.words, channel };
      return act(name, { ...meant, subject: idOf(name) }, undefined, said);
    },
    /** Presses the button whose label starts so, on the newest message to this person that has one. */
    press(name: string, label: string, values?: RawValues): Answer {
      const message = messages.findLast(
        (one) =>
          one.to === idOf(name) && actionButtons(one.card).some((button) => button.label.startsWith(label)),
      );
      const button = message && actionButtons(message.card).find((one) => one.label.startsWith(label));
      if (button === undefined) throw new Error(`${name} has no button “${label}”`);
      return act(name, button.to, values);
    },
    /** A person's newest message, as plain text. */
    newest(name: string): string {
      const found = messages.findLast((one) => one.to === idOf(name));
      return found === undefined ? '' : plainCard(found.card);
    },
    /** What stands in a person's newest message of a slot; '' where there is none. */
    reads(name: string, slot: string): string {
      const found = messages.findLast((one) => one.to === idOf(name) && one.slot === slot);
      return found === undefined ? '' : plainCard(found.card);
    },
    messagesTo: (name: string) => messages.filter((one) => one.to === idOf(name)),
    /** A person's messages, the oldest 0. */
    message(name: string, index: number): Message {
      const found = messages.filter((one) => one.to === idOf(name)).at(index);
      if (found === undefined) throw new Error(`${name} has no message ${index}`);
      return found;
    },
    /** Calendar entries sent to this person, oldest first. */
    calendar: (name: string) =>
      messages
        .filter((one) => one.to === idOf(name))
        .flatMap(({ files }) => files)
        .filter(({ kind }) => kind === 'calendar')
        .map(({ data }) => data as CalendarEntry), // what kind 'calendar' always holds
    meeting(index = 0): Meeting {
      const found = rows.meetings[index];
      if (found === undefined) throw new Error('No such meeting');
      return found;
    },
  };
}

/** An answer as plain text. */
export function plain(answer: Answer): string {
  if (answer.shown === 'nothing') return '';
  return 'open' in answer ? plainForm(answer.open) : plainCard(answer.card);
}

export function labelsOf(answer: Answer): readonly string[] {
  return 'card' in answer ? actionButtons(answer.card).map(({ label }) => label) : [];
}

/** What a pair could both read, once its key is gone. */
function shredded(rows: PairRows): PairRows {
  return {
    ...rows,
    agreements: rows.agreements.map((one) => ({ ...one, terms: erasedTerms })),
    records: rows.records.map((one) =>
      one.sharing === 'pair' ? { ...one, discussed: erasedText, topics: undefined } : one,
    ),
    actions: rows.actions.map((one) => ({ ...one, what: erasedText })),
    preparations: rows.preparations.map((one) => ({ ...one, words: erasedText })),
  };
}

type CourtesyChange = Extract<Change, { noun: 'reminderChoices' | 'absence' | 'closure' }>;

/** People as they want to be reminded once a change of theirs has been written. */
function courteously(people: PairRows['people'], change: CourtesyChange): PairRows['people'] {
  return Object.fromEntries(
    Object.entries(people).map(([id, person]) => {
      const courtesy: Courtesy = person.courtesy ?? { absences: [], closures: [] };
      return [id, { ...person, courtesy: afterChange(id, courtesy, change) }];
    }),
  );
}

function afterChange(personId: string, courtesy: Courtesy, change: CourtesyChange): Courtesy {
  const { choices, absences, closures } = courtesy;
  if (change.change === 'remove')
    return {
      ...courtesy,
      absences: absences.filter(({ id }) => id !== change.id),
      closures: closures.filter(({ id }) => id !== change.id),
    };
  if (change.change === 'update')
    return choices?.id === change.id && change.noun === 'reminderChoices'
      ? { ...courtesy, choices: { ...choices, ...change.set } }
      : courtesy;
  if (change.noun === 'closure') return { ...courtesy, closures: [...closures, change.row] };
  if (change.row.personId !== personId) return courtesy;
  return change.noun === 'absence'
    ? { ...courtesy, absences: [...absences, change.row] }
    : { ...courtesy, choices: change.row };
}
