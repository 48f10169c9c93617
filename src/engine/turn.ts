/** One turn: one handling of one event, in one transaction, exactly once. */

import { DeliveryError } from '../errors.ts';
import type { Log, LogEvent } from '../log.ts';
import { card, text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { findAction } from './decide.ts';
import type { Registry } from './dialog.ts';
import type { ChatEvent } from './event.ts';
import { idsFrom } from './ids.ts';
import type { LinkToDrawing } from './mint.ts';
import type {
  AccountKey,
  Alarm,
  ChatPort,
  ClaimedTimer,
  Clock,
  Ingress,
  Probe,
  Store,
  TimerKey,
  TurnTransaction,
} from './ports.ts';
import type { Reply } from './reply.ts';
import { runDeed, runTimers } from './run.ts';
import type { Run } from './run.ts';
import type { Platform, Profile } from './terms.ts';
import { writeRun } from './write.ts';
import type { WriteContext, Written } from './write.ts';

export type EngineParts = {
  readonly registry: Registry;
  readonly store: Store;
  readonly ports: ReadonlyMap<Platform, ChatPort>;
  readonly alarm: Alarm;
  readonly clock: Clock;
  readonly log: Log;
  readonly linkToDrawing?: LinkToDrawing;
  readonly probe?: Probe;
};

export type Turns = Ingress & {
  /**
   * Runs a timer's turn. `nothing`: it was moved, cancelled or fired meanwhile. `task`: it leads to work too long for a
   * turn, and waits for whoever does that. Rejects when it must be tried again.
   */
  readonly fireTimer: (key: TimerKey) => Promise<'fired' | 'nothing' | 'task'>;
  /** Resolves when whoever was to be woken after a reply has been, or could not be. Before the queues are let go. */
  readonly settled: () => Promise<void>;
};

type Done =
  | { readonly repeated: true; readonly reply: Reply }
  | { readonly repeated: false; readonly written: Written; readonly about: Run['about'] };

export function createTurns(parts: EngineParts): Turns {
  const { registry, store, clock, log, alarm } = parts;
  const step: Probe = parts.probe ?? (() => {});
  const waking = new Set<Promise<void>>();

  async function handle(event: ChatEvent): Promise<Reply> {
    const began = performance.now();
    const deed = event.deed.type;
    let organisationId: string | undefined;
    try {
      organisationId = await store.findOrganisation(event.workspace);
      if (organisationId === undefined) {
        log('warn', { type: 'workspace_unknown', platform: event.workspace.platform });
        return notice(notSetUp);
      }
      const done = await turnOf(organisationId, event);
      if (done === undefined) return notice(notAMember);
      step('turn:committed');
      if (done.repeated) {
        log('info', { type: 'turn_repeated', organisationId, eventId: event.id });
        return done.reply;
      }
      wakeBesides(organisationId, done.written);
      const { reply } = done.written;
      const tookMs = Math.round(performance.now() - began);
      log('info', { type: 'turn_done', organisationId, deed, ...done.about, reply: reply.reply, tookMs });
      return reply;
    } catch (error) {
      log('error', { type: 'turn_failed', organisationId, deed, error });
      throw error;
    }
  }

  /** `undefined` for outsiders. Whoever is not known yet is made known first. */
  async function turnOf(organisationId: string, event: ChatEvent): Promise<Done | undefined> {
    const account: AccountKey = { ...event.workspace, account: event.account.externalId };
    const turn = (): Promise<Done | undefined> =>
      store.transact(organisationId, (tx) => chatTurn(tx, event, account));
    const done = await turn();
    if (done !== undefined) return done;
    return (await introduce(organisationId, event, account)) ? turn() : undefined;
  }

  /** Makes a new account known, with what the platform tells of it; `false` for outsiders. */
  async function introduce(organisationId: string, event: ChatEvent, account: AccountKey): Promise<boolean> {
    const { platform } = event.workspace;
    const port = parts.ports.get(platform);
    if (port === undefined) throw new Error(`No adapter runs for platform ${platform}`);
    if (!isSomeId.test(event.account.externalId)) return false;
    const profile = await port
      .profile(event.workspace, event.account.externalId)
      .catch((error: unknown) => profileFromEvent(event, error));
    if (profile === undefined || profile.outsider === true) return false;
    const address = event.account.address ?? port.addressOf(event.workspace, event.account.externalId);
    await store.keepProfile(organisationId, account, profile, address);
    return true;
  }

  /** `undefined` when nobody is known by this account. */
  async function chatTurn(
    tx: TurnTransaction,
    event: ChatEvent,
    account: AccountKey,
  ): Promise<Done | undefined> {
    const actor = await tx.findPerson(account);
    if (actor === undefined) return undefined;
    const taken = await tx.takeEvent(event.id);
    if (!taken.taken) return { repeated: true, reply: taken.reply ?? { reply: 'ack' } };
    step('turn:taken');
    const now = clock.now();
    if (event.deed.type === 'goodbye') await tx.markUnreachable(account);
    else {
      const { address, zone } = event.account;
      await tx.touchAccount(account, { ...(address && { address }), ...(zone && { zone }), at: now });
    }
    const run = await runDeed(tx, registry, event, { actor, now, newId: idsFrom(event.id) });
    step('turn:decided');
    const written = await writeRun(tx, run, {
      eventId: event.id,
      actor,
      now,
      origin: replaceableOrigin(event),
      anyHome: anyHome(),
      linkToDrawing: parts.linkToDrawing,
    });
    await tx.keepReply(event.id, written.reply);
    step('turn:written');
    return { repeated: false, written, about: run.about };
  }

  async function fireTimer(key: TimerKey): Promise<'fired' | 'nothing' | 'task'> {
    const { organisationId } = key;
    const eventId = `timer-${key.id}-v${key.version}`;
    let howLate: readonly Lateness[] = [];
    const written = await store.transact(organisationId, async (tx) => {
      const now = clock.now();
      const claimed = await tx.claimTimer(key.id, key.version, now);
      const [first] = claimed;
      if (first === undefined) return undefined;
      if (findAction(registry, first.target)?.action.type === 'task') {
        await tx.putBackTimer(key.id);
        return 'task';
      }
      step('timer:claimed');
      const run = await runTimers(tx, registry, claimed, { now, newId: idsFrom(eventId) });
      if (run === undefined) return undefined;
      howLate = claimed.map((one) => latenessOf(one, run, now));
      const context = {
        eventId,
        actor: undefined,
        now,
        origin: undefined,
        anyHome: anyHome(),
        linkToDrawing: parts.linkToDrawing,
      };
      const done = await writeRun(tx, run, context);
      step('timer:written');
      return done;
    });
    step('timer:committed');
    if (written === undefined) return 'nothing';
    if (written === 'task') return 'task';
    for (const one of howLate) log('info', { organisationId, ...one });
    await nudge(organisationId, written);
    return 'fired';
  }

  function anyHome(): boolean {
    return [...parts.ports.values()].some((port) => port.capabilities.home);
  }

  /** Whoever waits for a reply does not wait for the queue as well; what is lost on the way, the sweep repairs. */
  function wakeBesides(organisationId: string, written: Written): void {
    const woken = nudge(organisationId, written)
      .then(() => step('turn:nudged'))
      .catch((error: unknown) => log('warn', { type: 'alarm_failed', organisationId, error }))
      .finally(() => waking.delete(woken));
    waking.add(woken);
  }

  async function settled(): Promise<void> {
    await Promise.all(waking);
  }

  async function nudge(organisationId: string, { outbox, timers }: Written): Promise<void> {
    if (outbox.length > 0 || timers) await alarm.nudge(organisationId, { outbox, timers });
  }

  const findPeople: Ingress['findPeople'] = async (asker, typed, limit) => {
    const organisationId = await store.findOrganisation(asker.workspace);
    if (organisationId === undefined) return [];
    const account = { ...asker.workspace, account: asker.externalId };
    const person = await store.findPerson(organisationId, account);
    return person === undefined ? [] : store.findPeople(organisationId, typed, limit);
  };

  return { handle, findPeople, fireTimer, settled };
}

type Lateness = Omit<Extract<LogEvent, { type: 'timer_fired' | 'timer_too_late' }>, 'organisationId'>;

function latenessOf({ id, target, dueAt }: ClaimedTimer, { acted }: Run, now: Date): Lateness {
  const tooLate = acted.some((one) => one.target === target && one.outcome.tooLate === true);
  return {
    type: tooLate ? 'timer_too_late' : 'timer_fired',
    timerId: id,
    kind: `${target.dialog}.${target.action}`,
    lateMs: now.getTime() - dueAt.getTime(),
  };
}

/** No platform gives anybody an id with control characters or half characters in it, and none could be asked about one. */
const isSomeId = /^[^\p{Cc}\p{Cs}]{1,200}$/u;

/** What others read along is not replaced by an answer that is for one person. */
function replaceableOrigin(event: ChatEvent): WriteContext['origin'] {
  if (event.origin === undefined || event.channel !== undefined) return undefined;
  return { ...event.origin, platform: event.workspace.platform };
}

/**
 * The platform could not be asked: the payload's own words about the sender will do, where it has some. Where it could
 * be asked and knows nobody of that id, nor do we.
 */
function profileFromEvent(event: ChatEvent, error: unknown): Profile | undefined {
  const { externalId, name, zone } = event.account;
  if (error instanceof DeliveryError && error.failure === 'gone') return undefined;
  if (!(error instanceof DeliveryError) || name === undefined) throw error;
  return { externalId, name, ...(zone !== undefined && { zone }) };
}

function notice(view: Card<never>): Reply {
  return { reply: 'answer', inPlace: false, card: view };
}

const notSetUp = card<never>(
  'Rapport is not set up here yet',
  text('Please ask whoever looks after this workspace to finish installing it.'),
);

const notAMember = card<never>(
  'Rapport is for members of this organisation',
  text(
    'Guests and bots cannot use it. If you should be a member, please ask whoever looks after this workspace.',
  ),
);
