/**
 * A small organisation in memory in which the asking dialogs really run: the engine's own decisions, changes applied to
 * rows, messages kept and revised by slot, timers that fire when their time comes. Everything but I/O.
 */

import { decide, findAction } from '../../src/engine/decide.ts';
import type { Decision } from '../../src/engine/decide.ts';
import type { Outcome, Registry } from '../../src/engine/dialog.ts';
import type { Effect } from '../../src/engine/effect.ts';
import { answerProposal } from '../../src/dialogs/answer-proposal.ts';
import { ask } from '../../src/dialogs/ask.ts';
import { bank } from '../../src/dialogs/bank.ts';
import { lookout } from '../../src/dialogs/lookout.ts';
import { myRequest } from '../../src/dialogs/my-request.ts';
import { newScheme } from '../../src/dialogs/new-scheme.ts';
import { offer } from '../../src/dialogs/offer.ts';
import { reminders } from '../../src/dialogs/reminders.ts';
import { outsideScheme } from '../../src/dialogs/outside-scheme.ts';
import { schemes as directory } from '../../src/dialogs/outside-schemes.ts';
import { question } from '../../src/dialogs/question.ts';
import { referral } from '../../src/dialogs/referral.ts';
import { reportBack } from '../../src/dialogs/report-back.ts';
import { schemeSettings } from '../../src/dialogs/scheme-settings.ts';
import { schemeTraining } from '../../src/dialogs/scheme-training.ts';
import { training } from '../../src/dialogs/training.ts';
import { trainingLate } from '../../src/dialogs/training-late.ts';
import { triage } from '../../src/dialogs/triage.ts';
import type {
  BankFacts,
  LookoutFacts,
  OutsideSchemeFacts,
  PersonFacts,
  PoolMentor,
  ProposalFacts,
  QuestionFacts,
  ReferralFacts,
  RequestFacts,
  SchemeFacts,
  Someone,
} from '../../src/mentoring/facts.ts';
import type { Change } from '../../src/mentoring/records/change.ts';
import type { Meeting } from '../../src/mentoring/records/meeting.ts';
import type { Offer } from '../../src/mentoring/records/offer.ts';
import type { OutsideSchemeEntry } from '../../src/mentoring/records/organisation.ts';
import type { Absence, ReportingLine } from '../../src/mentoring/records/person.ts';
import type { Proposal, Referral } from '../../src/mentoring/records/proposal.ts';
import type { Lookout } from '../../src/mentoring/records/lookout.ts';
import type { Question } from '../../src/mentoring/records/question.ts';
import type { Consent, Relationship } from '../../src/mentoring/records/relationship.ts';
import type { Request } from '../../src/mentoring/records/request.ts';
import type { Scheme, Training } from '../../src/mentoring/records/scheme.ts';
import { triagersOf } from '../../src/mentoring/asking.ts';
import { directoryOf } from '../../src/mentoring/outside-schemes.ts';
import type { OpenForm, RawValues } from '../../src/ui/form.ts';
import { plainCard, plainForm } from '../../src/ui/plain.ts';
import type { Target } from '../../src/ui/reference.ts';
import type { Card } from '../../src/ui/view.ts';
import { aScheme, idOf, now as start, someone } from './asking-facts.ts';
import { bankFactsOf } from './bank-world.ts';

/** A message as the person sees it now. */
export type Message = {
  readonly to: string;
  readonly slot: string | undefined;
  card: Card;
  readonly files: readonly { readonly kind: string }[];
};

export type Answer =
  | { readonly shown: 'form'; readonly open: OpenForm }
  | { readonly shown: 'rejected'; readonly open: OpenForm }
  | { readonly shown: 'card'; readonly card: Card; readonly inPlace: boolean }
  | { readonly shown: 'nothing' };

const dialogs = [
  ask,
  bank,
  lookout,
  question,
  offer,
  myRequest,
  triage,
  answerProposal,
  reportBack,
  referral,
  directory,
  outsideScheme,
  newScheme,
  schemeSettings,
  schemeTraining,
  training,
  trainingLate,
  reminders,
];
// The registry's dialogs have lost their facts' types, as the engine needs them: what each is shown is by its subject.
const registry = { dialogs } as unknown as Registry;

const noCounts: SchemeFacts['counts'] = {
  since: start,
  waiting: [],
  askedSince: 0,
  startedSince: 0,
  metSince: 0,
  active: 0,
  quiet: 0,
  endedSince: {},
  before: { asked: 0, started: 0, met: 0, ended: 0 },
  metByWeek: [],
  useful: { count: 0, sum: 0 },
  mentors: 0,
  places: 0,
};

export type World = ReturnType<typeof aWorld>;

export function aWorld(set: {
  readonly people: readonly (string | Someone)[];
  readonly schemes?: readonly Scheme[];
  readonly lines?: readonly ReportingLine[];
}) {
  const people = Object.fromEntries(
    set.people
      .map((one) => (typeof one === 'string' ? someone(one) : one))
      .map((one) => [one.id, one] as const),
  );
  const schemes = new Map((set.schemes ?? [aScheme()]).map((scheme) => [scheme.id, scheme]));
  const offers = new Map<string, Offer>();
  const requests = new Map<string, Request>();
  const proposals = new Map<string, Proposal>();
  const referrals = new Map<string, Referral>();
  const questions = new Map<string, Question>();
  const lookouts = new Map<string, Lookout>();
  const relationships = new Map<string, Relationship>();
  const meetings = new Map<string, Meeting>();
  const consents = new Map<string, Consent>();
  const trainings = new Map<string, Training>();
  const outsideSchemes = new Map<string, OutsideSchemeEntry>();
  const absences = new Map<string, Absence>();
  const blocks: [string, string][] = [];
  const messages: Message[] = [];
  /** Every card anybody was ever shown, also those since revised. */
  const shown: { readonly to: string; readonly card: Card }[] = [];
  const timers = new Map<string, { readonly to: Target; readonly at: Date }>();
  const tables: Readonly<Record<string, Map<string, unknown>>> = {
    offer: offers,
    request: requests,
    proposal: proposals,
    referral: referrals,
    question: questions,
    lookout: lookouts,
    relationship: relationships,
    meeting: meetings,
    consent: consents,
    outsideScheme: outsideSchemes,
    scheme: schemes,
    training: trainings,
    absence: absences,
  };
  let now = start;
  let made = 0;
  const newId = () => idOf(`made ${(made += 1)}`);

  const poolOf = (schemeId: string): PoolMentor[] =>
    [...offers.values()]
      .filter((one) => one.schemeId === schemeId)
      .map((one) => ({
        offer: one,
        mentees: [...relationships.values()].filter(
          (other) => other.mentorId === one.personId && other.state !== 'ended',
        ).length,
        openProposals: [...proposals.values()].filter(
          (other) => other.mentorId === one.personId && other.state === 'open',
        ).length,
      }));

  function requestFacts(id: string): RequestFacts | undefined {
    const request = requests.get(id);
    const scheme = request && schemes.get(request.schemeId);
    if (request === undefined || scheme === undefined) return undefined;
    return {
      request,
      scheme,
      people,
      proposals: [...proposals.values()].filter((one) => one.requestId === id),
      referrals: [...referrals.values()].filter((one) => one.requestId === id),
      declinedBeforeIds: [...proposals.values()].flatMap(({ requestId, mentorId, state }) => {
        const earlier = requestId === id ? undefined : requests.get(requestId);
        const ofTheirs = earlier?.menteeId === request.menteeId && earlier.schemeId === request.schemeId;
        return ofTheirs && state === 'declined' ? [mentorId] : [];
      }),
      pool: poolOf(scheme.id),
      reportingLines: set.lines ?? [],
      blocks,
      outsideSchemes: [...outsideSchemes.values()],
      trainings: [...trainings.values()].filter((one) => one.schemeId === scheme.id),
    };
  }

  /** What the desk is shown: of those about whom the asker may hear. */
  function schemeFacts(id: string, asker: string | undefined): SchemeFacts | undefined {
    const scheme = schemes.get(id);
    const lines = set.lines ?? [];
    return (
      scheme && {
        scheme,
        people,
        requests: [...requests.values()]
          .filter((one) => one.schemeId === id)
          .map((request) => ({
            request,
            proposals: [...proposals.values()].filter(({ requestId }) => requestId === request.id),
          })),
        pool: poolOf(id),
        reportingLines: lines,
        pairs: [...relationships.values()].filter(({ state }) => state !== 'ended').length,
        trainings: [...trainings.values()].filter(
          ({ schemeId, personId }) =>
            schemeId === id &&
            (asker === undefined ||
              triagersOf(scheme, { menteeId: personId, conflictIds: [] }, lines).includes(asker)),
        ),
        counts: noCounts,
      }
    );
  }

  function personFacts(id: string): PersonFacts | undefined {
    const person = people[id];
    if (person === undefined) return undefined;
    return {
      person,
      people,
      organisationName: 'Northvale Hospital',
      administrator: false,
      blocks: [],
      outsideSchemes: [...outsideSchemes.values()],
      schemes: [...schemes.values()],
      offers: [...offers.values()].filter((one) => one.personId === id),
      requests: [...requests.values()].filter((one) => one.menteeId === id),
      proposals: [...proposals.values()].flatMap((proposal) => {
        const request = requests.get(proposal.requestId);
        return proposal.mentorId === id && proposal.state === 'open' && request
          ? [{ proposal, request }]
          : [];
      }),
      referrals: [...referrals.values()].filter((one) => one.byId === id || one.colleagueId === id),
      questions: [...questions.values()].filter((one) => one.askerId === id || one.mentorId === id),
      relationships: [],
      reportingLines: set.lines ?? [],
      trainings: [...trainings.values()].filter((one) => one.personId === id),
    };
  }

  function outsideSchemeFacts(id: string): OutsideSchemeFacts | undefined {
    const entries = [...outsideSchemes.values()];
    if (!directoryOf(entries).some((entry) => entry.id === id)) return undefined;
    const coordinatorIds = [...schemes.values()].flatMap((scheme) => scheme.coordinatorIds);
    return { id, outsideSchemes: entries, coordinatorIds };
  }

  function bankFacts(id: string, asker: string, args: Target['args']): BankFacts | undefined {
    const scheme = schemes.get(id);
    if (scheme === undefined) return undefined;
    const rows = {
      scheme,
      people,
      blocks,
      pool: poolOf(id),
      requests: [...requests.values()],
      questions: [...questions.values()],
      lookouts: [...lookouts.values()],
      reportingLines: set.lines ?? [],
      trainings: [...trainings.values()],
    };
    return bankFactsOf(rows, asker, args ?? {}, now);
  }

  function lookoutFacts(id: string): LookoutFacts | undefined {
    const kept = lookouts.get(id);
    const facts = kept && bankFacts(kept.schemeId, kept.personId, {});
    return facts && kept && { ...facts, lookout: kept };
  }

  function questionFacts(id: string): QuestionFacts | undefined {
    const asked = questions.get(id);
    const scheme = asked && schemes.get(asked.schemeId);
    return asked && scheme && { question: asked, scheme, people };
  }

  function factsFor(
    subject: string,
    id: string,
    asker?: string,
    args?: Target['args'],
  ):
    | BankFacts
    | QuestionFacts
    | SchemeFacts
    | PersonFacts
    | RequestFacts
    | ProposalFacts
    | ReferralFacts
    | OutsideSchemeFacts
    | undefined {
    if (subject === 'outsideScheme') return outsideSchemeFacts(id);
    if (subject === 'bank') return asker === undefined ? undefined : bankFacts(id, asker, args);
    if (subject === 'question') return questionFacts(id);
    if (subject === 'lookout') return lookoutFacts(id);
    if (subject === 'person') return personFacts(id);
    if (subject === 'scheme') return schemeFacts(id, asker);
    if (subject === 'request') return requestFacts(id);
    if (subject === 'referral') {
      const found = referrals.get(id);
      const about = found && requestFacts(found.requestId);
      return about && { ...about, referral: found };
    }
    const proposal = proposals.get(id);
    const facts = proposal && requestFacts(proposal.requestId);
    return facts && { ...facts, proposal };
  }

  function apply(change: Change): void {
    if (change.change === 'shred') throw new Error('Nothing here has been shared yet');
    const table = tables[change.noun];
    if (table === undefined) throw new Error(`Nothing here keeps a ${change.noun}`);
    if (change.change === 'insert') {
      if (table.has(change.row.id)) throw new Error(`Inserted twice: ${change.noun}`);
      table.set(change.row.id, change.row);
    } else if (change.change === 'remove') table.delete(change.id);
    else {
      const row = table.get(change.id);
      if (row === undefined) throw new Error(`Updated before it was there: ${change.noun}`);
      table.set(change.id, { ...row, ...change.set });
    }
    if (change.noun === 'absence') readAbsences();
  }

  function readAbsences(): void {
    for (const [id, one] of Object.entries(people)) {
      const theirs = [...absences.values()].filter(({ personId }) => personId === id);
      people[id] = { ...one, courtesy: { closures: [], ...one.courtesy, absences: theirs } };
    }
  }

  function deliver(effect: Effect): void {
    if (effect.effect === 'refresh-home') return;
    if (!('person' in effect.to)) throw new Error('The asking dialogs write to people only');
    const to = effect.to.person;
    shown.push({ to, card: effect.card });
    if (effect.effect === 'send') {
      messages.push({ to, slot: effect.slot, card: effect.card, files: effect.files ?? [] });
      return;
    }
    const newest = messages.findLast((one) => one.to === to && one.slot === effect.slot);
    if (newest) newest.card = effect.card;
  }

  function write(outcome: Outcome<unknown>): void {
    for (const change of outcome.changes ?? []) apply(change as Change); // our dialogs write nothing else
    for (const effect of outcome.effects ?? []) deliver(effect);
    for (const timer of outcome.timers ?? []) {
      if (timer.timer === 'set') timers.set(timer.key, { to: timer.to, at: timer.at });
      else if (timer.timer === 'cancel') timers.delete(timer.key);
      else if (timer.timer === 'bring-forward') {
        const one = timers.get(timer.key);
        if (one !== undefined && one.at > timer.at) timers.set(timer.key, { ...one, at: timer.at });
      } else if (timer.timer === 'cancel-all')
        for (const key of timers.keys()) if (key.startsWith(timer.prefix)) timers.delete(key);
    }
  }

  function act(name: string, target: Target, values?: RawValues): Answer {
    const found = findAction(registry, target);
    const actor = people[idOf(name)];
    if (actor === undefined) throw new Error(`Nobody here is called ${name}`);
    const facts = found && factsFor(found.dialog.subject, target.subject, actor.id, target.args);
    // What is over is gone, row and all; the engine says so by itself.
    if (found?.dialog.subject === 'lookout' && facts === undefined) return { shown: 'nothing' };
    if (found === undefined || facts === undefined) throw new Error(`Nothing to act upon: ${target.dialog}`);
    const context = {
      now,
      newId,
      args: target.args ?? {},
      words: '',
      actor,
      channel: undefined,
      picked: people,
    };
    const decision = decide(found.action, target, facts, context, values && { values });
    if (decision.decided === 'outcome') write(decision.outcome);
    if (decision.decided === 'outcome' && decision.outcome.reply?.reply === 'go')
      return act(name, decision.outcome.reply.to);
    const result = toAnswer(decision);
    if (result.shown === 'card') shown.push({ to: actor.id, card: result.card });
    return result;
  }

  /** Fires what is due, soonest first, until nothing is. */
  function fireDue(): number {
    let fired = 0;
    for (;;) {
      const [next] = [...timers]
        .filter(([, { at }]) => at <= now)
        .toSorted(([one, a], [other, b]) => a.at.getTime() - b.at.getTime() || (one < other ? -1 : 1));
      if (next === undefined) return fired;
      const [key, { to }] = next;
      timers.delete(key);
      const again = fire(to);
      if (again !== undefined) timers.set(key, { to, at: again });
      fired += 1;
    }
  }

  /** Answers when it wakes up again, where it was put off. */
  function fire(to: Target): Date | undefined {
    const found = findAction(registry, to);
    if (found === undefined) return undefined; // another half's timer
    if (found.action.type !== 'timer') throw new Error(`Not a timer: ${to.dialog}.${to.action}`);
    const facts = factsFor(found.dialog.subject, to.subject);
    if (facts === undefined) return undefined;
    const outcome = found.action.fire(facts, { now, newId, args: to.args ?? {}, words: '' });
    write(outcome);
    return outcome.again;
  }

  return {
    people,
    schemes,
    offers,
    requests,
    proposals,
    referrals,
    questions,
    lookouts,
    relationships,
    meetings,
    consents,
    trainings,
    blocks,
    messages,
    shown,
    timers,
    act,
    fireDue,
    fire,
    now: () => now,
    /** Moves the clock, firing everything on the way at its own time. */
    pass(days: number): void {
      const until = new Date(now.getTime() + days * 86_400_000);
      for (;;) {
        const soonest = [...timers.values()]
          .filter(({ at, to }) => at <= until && findAction(registry, to) !== undefined)
          .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
        if (soonest === undefined) break;
        if (soonest.at > now) now = soonest.at;
        fireDue();
      }
      now = until;
    },
    addOffer(mentor: PoolMentor): void {
      offers.set(mentor.offer.id, mentor.offer);
    },
    /** What stands in a person's newest message of a slot, as plain text; '' where there is none. */
    reads(name: string, slot: string): string {
      const found = messages.findLast((one) => one.to === idOf(name) && one.slot === slot);
      return found ? plainCard(found.card) : '';
    },
    messagesTo: (name: string) => messages.filter((one) => one.to === idOf(name)),
  };
}

/** An answer as plain text: the card or the form, with what is wrong beneath each field. */
export function plain(answer: Answer): string {
  if (answer.shown === 'card') return plainCard(answer.card);
  return answer.shown === 'nothing' ? '' : plainForm(answer.open);
}

function toAnswer(decision: Decision): Answer {
  switch (decision.decided) {
    case 'open':
      return { shown: 'form', open: decision.open };
    case 'reject':
      return { shown: 'rejected', open: decision.open };
    case 'notice':
      return { shown: 'card', card: decision.card, inPlace: decision.inPlace };
    case 'outcome': {
      const reply = decision.outcome.reply;
      if (reply === undefined || reply.reply === 'ack') return { shown: 'nothing' };
      if (reply.reply === 'answer') return { shown: 'card', card: reply.card, inPlace: reply.inPlace };
      throw new Error(`The asking dialogs never reply ${reply.reply}`);
    }
    default:
      return decision satisfies never;
  }
}
