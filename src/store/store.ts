/** The engine's store, put together from the queries. */

import type { DrainKey, OutboxStore, Store, TimerStore, TurnTransaction } from '../engine/ports.ts';
import type { Address, WorkspaceKey } from '../engine/terms.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { RoundFacts } from '../mentoring/round-facts.ts';
import { appendAudit } from './audit.ts';
import { changeBundle } from './bundles.ts';
import { applyChanges } from './changes.ts';
import { carrierFigures } from './carrier-figures.ts';
import type { CarrierFigures } from './carrier-figures.ts';
import { carrierLists } from './carrier-lists.ts';
import type { CarrierLists } from './carrier-lists.ts';
import { digestChannels } from './channels.ts';
import type { Database } from './database.ts';
import {
  disownDrain,
  holdDrain,
  holdDrainLonger,
  nextDue,
  ownDrain,
  releaseDrain,
  waitingDrains,
} from './drains.ts';
import { loadFacts } from './facts.ts';
import { keepReply, takeEvent } from './inbox.ts';
import { findToken, forgetToken, keepInstallation } from './installations.ts';
import type { NewInstallation } from './installations.ts';
import { heldAsMentor } from './held.ts';
import type { Held } from './held.ts';
import type { KeyRing } from './keys.ts';
import {
  ensureCoordinator,
  ensureOrganisation,
  ensureScheme,
  findOrganisation,
  listWorkspaces,
} from './organisations.ts';
import type { NewScheme, Workspace } from './organisations.ts';
import { appendOutbox } from './outbox-append.ts';
import { entrySent, giveUpEntry, putBackEntries, retryEntry } from './outbox-done.ts';
import { leaseEntries } from './outbox-lease.ts';
import { findPeople, findPerson, peopleWith } from './people.ts';
import { keepProfile, markUnreachable, touchAccount } from './profiles.ts';
import { prune } from './prune.ts';
import type { Pruned } from './prune.ts';
import { findReference, mintReferences } from './references.ts';
import { roundPool } from './round-pool.ts';
import { inOrganisations } from './scope.ts';
import type { InOrganisation, Scope } from './scope.ts';
import { claimHeldTimer, holdTimer, keepHoldingTimer, letGoOfTimer, putBackTimer } from './held-timers.ts';
import { changeTimers, claimTimer, dueTimers, timerFailed } from './timers.ts';
import { destroyKeys, rewrapKeys } from './vault.ts';
import type { Owner } from './vault.ts';

/** The engine's store, and what start-up, the sweep and the command line need besides. */
export type RapportStore = Store & {
  /** For what files in and out ask for besides. */
  readonly inOrganisation: InOrganisation;
  readonly ensureOrganisation: (wanted: {
    name: string;
    zone: string;
    workspaces: readonly WorkspaceKey[];
  }) => Promise<string>;
  readonly ensureScheme: (organisationId: string, wanted: NewScheme) => Promise<string>;
  readonly ensureCoordinator: (organisationId: string, schemeId: string, personId: string) => Promise<void>;
  readonly listWorkspaces: () => Promise<readonly Workspace[]>;
  /** Keeps a workspace's token, sealed; returns whose workspace it is. */
  readonly keepInstallation: (wanted: NewInstallation, now: Date) => Promise<string>;
  readonly findToken: (workspace: WorkspaceKey) => Promise<string | undefined>;
  /** Forgets a workspace's token and nothing else; returns whose workspace it is, if anybody's. */
  readonly forgetToken: (workspace: WorkspaceKey) => Promise<string | undefined>;
  /** Where the digests of a workspace's schemes go. */
  readonly digestChannels: (workspace: WorkspaceKey) => Promise<readonly Address[]>;
  /** Meetings held as a mentor from one date to another, YYYY-MM-DD, both included; oldest first. */
  readonly heldAsMentor: (
    organisationId: string,
    mentorId: string,
    from: string,
    until: string,
  ) => Promise<readonly Held[]>;
  /** Everything that a round is planned from; `undefined` where it is not being planned. */
  readonly roundPool: (organisationId: string, roundId: string, now: Date) => Promise<RoundFacts | undefined>;
  readonly prune: (now: Date) => Promise<Pruned>;
  /** How much waits, over all organisations; ids and times only, as `carrierLists`. */
  readonly carrierFigures: (now: Date) => Promise<CarrierFigures>;
  /** What waits longest, at most `most` of each. */
  readonly carrierLists: (now: Date, most: number) => Promise<CarrierLists>;
  /** An operator has put right what was wrong: what was put off may go at once, and the audit says so. Resolves with how much. */
  readonly tryAgain: (key: DrainKey, now: Date) => Promise<number>;
  /** Wraps every data key with the first key of the configuration; returns how many had another one. */
  readonly rewrapKeys: () => Promise<number>;
  /** Makes everything unreadable, for ever, that was sealed for a person or a relationship. */
  readonly erase: (organisationId: string, owner: Owner, at: Date) => Promise<void>;
};

const rewrapBatch = 200;

export function createStore(parts: { database: Database; keys: KeyRing }): RapportStore {
  const { database, keys } = parts;
  const inOrganisation = inOrganisations(database, keys);
  return {
    inOrganisation,
    findOrganisation: (workspace) => findOrganisation(database, workspace),
    findPerson: (organisationId, account) =>
      inOrganisation(organisationId, (scope) => findPerson(scope, account)),
    keepProfile: (organisationId, account, profile, address) =>
      keepProfile(inOrganisation, organisationId, account, profile, address),
    findPeople: (organisationId, typed, limit) =>
      inOrganisation(organisationId, (scope) => findPeople(scope, typed, limit)),
    transact: (organisationId, work) =>
      inOrganisation(organisationId, (scope) => work(turnTransaction(scope))),
    outbox: outboxStore(database, inOrganisation),
    timers: timerStore(database, inOrganisation),

    ensureOrganisation: (wanted) => ensureOrganisation({ database, inOrganisation }, wanted),
    ensureScheme: (organisationId, wanted) =>
      inOrganisation(organisationId, (scope) => ensureScheme(scope, wanted, new Date())),
    ensureCoordinator: (organisationId, schemeId, personId) =>
      inOrganisation(organisationId, (scope) => ensureCoordinator(scope, schemeId, personId)),
    listWorkspaces: () => listWorkspaces(database),
    keepInstallation: (wanted, now) => keepInstallation({ database, inOrganisation }, wanted, now),
    findToken: (workspace) => findToken({ database, inOrganisation }, workspace),
    forgetToken: (workspace) => forgetToken({ database, inOrganisation }, workspace),
    digestChannels: (workspace) => digestChannels({ database, inOrganisation }, workspace),
    heldAsMentor: (organisationId, mentorId, from, until) =>
      inOrganisation(organisationId, (scope) => heldAsMentor(scope, mentorId, from, until)),
    roundPool: (organisationId, roundId, now) =>
      inOrganisation(organisationId, (scope) => roundPool(scope, roundId, now)),
    prune: (now) => prune({ database, inOrganisation }, now),
    carrierFigures: (now) => carrierFigures(database, now),
    carrierLists: (now, most) => carrierLists(database, now, most),
    tryAgain: (key, now) =>
      inOrganisation(key.organisationId, async (scope) => {
        const messages = await releaseDrain(scope, key.platform, now);
        await appendAudit(scope, {
          actorId: undefined,
          dialog: 'operations',
          action: 'try-again',
          subject: 'organisation',
          subjectId: key.organisationId,
          at: now,
          counts: { messages },
        });
        return messages;
      }),
    rewrapKeys: async () => {
      const organisations = await database.carrier
        .selectFrom('organisation')
        .select('organisation_id')
        .execute();
      let rewrapped = 0;
      for (const { organisation_id: organisationId } of organisations) {
        for (let done = rewrapBatch; done === rewrapBatch; rewrapped += done)
          done = await inOrganisation(organisationId, ({ trx }) =>
            rewrapKeys(trx, organisationId, keys, rewrapBatch),
          );
      }
      return rewrapped;
    },
    erase: (organisationId, owner, at) =>
      inOrganisation(organisationId, async ({ trx }) => {
        await destroyKeys(trx, organisationId, owner, at);
      }),
  };
}

function turnTransaction(scope: Scope): TurnTransaction {
  /** Whose deed this is, once it is known: their key seals the reply. */
  let actorId: string | undefined;
  return {
    findPerson: (account) => findPerson(scope, account),
    takeEvent: (eventId) => takeEvent(scope, eventId),
    keepReply: (eventId, reply) => keepReply(scope, eventId, reply, actorId),
    touchAccount: async (account, seen) => {
      actorId = await touchAccount(scope, account, seen);
    },
    markUnreachable: (account) => markUnreachable(scope, account),
    findReference: (reference) => findReference(scope, reference),
    mintReferences: (targets) => mintReferences(scope, targets),
    loadFacts: (subject, id, asker, now, args) => loadFacts(scope, subject, id, asker, now, args),
    people: (ids) => peopleWith(scope, ids),
    // Dialogs write the practice's own changes; the engine hands them on unread.
    apply: (changes, now) => applyChanges(scope, changes as readonly Change[], now),
    appendOutbox: (entries, now) => appendOutbox(scope, entries, now),
    changeTimers: (changes, now) => changeTimers(scope, changes, now),
    claimTimer: (timerId, version, now) => claimTimer(scope, timerId, version, now),
    putBackTimer: (timerId) => putBackTimer(scope, timerId),
    claimHeldTimer: (timer, owner, now) => claimHeldTimer(scope, timer, owner, now),
    changeBundle: (part, personId, changed) => changeBundle(scope, part, personId, changed),
    audit: (entry) => appendAudit(scope, entry),
  };
}

function outboxStore(database: Database, inOrganisation: InOrganisation): OutboxStore {
  return {
    disown: (key, owner, now) =>
      inOrganisation(key.organisationId, (scope) => disownDrain(scope, key, owner, now)),
    lease: (key, owner, limit, until, now) =>
      inOrganisation(key.organisationId, async (scope) => {
        if (!(await ownDrain(scope, key, owner, until, now))) return undefined;
        return leaseEntries(scope, key, limit, until, now);
      }),
    sent: (entry, result) => inOrganisation(entry.organisationId, (scope) => entrySent(scope, entry, result)),
    retryAt: (entry, at, why) =>
      inOrganisation(entry.organisationId, (scope) => retryEntry(scope, entry, at, why)),
    putBack: async (entries) => {
      const [first] = entries;
      if (first !== undefined)
        await inOrganisation(first.organisationId, (scope) => putBackEntries(scope, entries));
    },
    giveUp: (entry, why, unreachable, at) =>
      inOrganisation(entry.organisationId, (scope) => giveUpEntry(scope, entry, why, unreachable, at)),
    holdUntil: (key, at) => inOrganisation(key.organisationId, (scope) => holdDrain(scope, key, at)),
    holdLonger: (key, wait, now) =>
      inOrganisation(key.organisationId, (scope) => holdDrainLonger(scope, key, wait, now)),
    nextDue: (key, now) => inOrganisation(key.organisationId, (scope) => nextDue(scope, key, now)),
    waiting: (now, limit) => waitingDrains(database, now, limit),
  };
}

function timerStore(database: Database, inOrganisation: InOrganisation): TimerStore {
  return {
    due: (before, limit, narrow) => dueTimers(database, before, limit, narrow),
    failed: (timer, at, lastAttempt) =>
      inOrganisation(timer.organisationId, (scope) => timerFailed(scope, timer, at, lastAttempt)),
    hold: (timer, owner, until, now) =>
      inOrganisation(timer.organisationId, (scope) => holdTimer(scope, timer, owner, until, now)),
    keepHolding: (timer, owner, until) =>
      inOrganisation(timer.organisationId, (scope) => keepHoldingTimer(scope, timer, owner, until)),
    letGo: (timer, owner, retryAt) =>
      inOrganisation(timer.organisationId, (scope) => letGoOfTimer(scope, timer, owner, retryAt)),
  };
}
