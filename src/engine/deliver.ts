/** Sends what waits in the outbox: one drain for each organisation and platform, rows of one recipient in order. */

import { randomUUID } from 'node:crypto';
import { DeliveryError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Reference } from '../ui/reference.ts';
import { buttons, card, link, text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { decide, findAction } from './decide.ts';
import type { Registry } from './dialog.ts';
import { idsFrom } from './ids.ts';
import { mintAll } from './mint.ts';
import type {
  ChatPort,
  Clock,
  Documents,
  DrainKey,
  LeasedEntry,
  OutgoingFile,
  Probe,
  Reader,
  Store,
} from './ports.ts';
import type { MessageAddress, Platform } from './terms.ts';

export type DeliveryParts = {
  readonly registry: Registry;
  readonly store: Store;
  readonly ports: ReadonlyMap<Platform, ChatPort>;
  readonly documents: Documents;
  readonly clock: Clock;
  readonly log: Log;
  readonly probe?: Probe;
  /** How long what a drain that died held is left to it; a minute where nothing is said. */
  readonly leaseMs?: number;
};

/** When to come back for what is left: `undefined` when nothing waits, or another drain is at it. */
export type Drained = { readonly again: Date | undefined };

/** A drain's turn: until when it is, and how often in a row nothing got through in it. */
type Slice = { ends: number; failedInARow: number };

/** Where a message is now, and how its recipient was found. */
type Said = { readonly message?: MessageAddress; readonly address?: LeasedEntry['address'] };

/** How many recipients are served at once. Well within what both platforms allow one organisation. */
const recipientsAtOnce = 5;
/** So many are leased at once and served in turn. Few enough for a lease, should every call run into its time limit. */
const leasedAtOnce = 20;
/** Where so many failed one after the other and nothing got through, the rest need not be tried now. */
const enoughFailures = 5;
/** For so long nothing is tried then: each time in a row twice as long, so that a worker is there for the others. */
const outageWait = { firstMs: 5_000, longestMs: 5 * 60_000 };
/** A drain that dies is replaced after this long. Longer than any adapter's own time limit for one call. */
const usualLeaseMs = 60_000;
const sliceMs = 5_000;
/**
 * After so many attempts a message is given up. Each number is about three days: somebody has been told by then that a
 * platform is out of reach or a secret has run out, also over a weekend.
 */
const mostAttempts: Readonly<Record<'retry-at' | 'unreachable' | 'forbidden', number>> = {
  'retry-at': 1_000,
  unreachable: 80,
  forbidden: 288,
};
/** A page that cannot be drawn is drawn again at the next change anyway; a paper can be asked for again. */
const mostPageAttempts = 12;
const firstWaitMs = 5_000;
const firstRecordWaitMs = 50;
const longestWaitMs = 60 * 60_000;
/** A calendar file is fetched at once or not at all; a link that leaks is worth little after this. */
const linkMs = 14 * 24 * 60 * 60_000;
/** An operator has to act, such as renewing a token; asking more often would not help them. */
const forbiddenWaitMs = 15 * 60_000;

export function createDeliveries(parts: DeliveryParts): { drain: (key: DrainKey) => Promise<Drained> } {
  const { store, clock, log, leaseMs = usualLeaseMs } = parts;
  const step: Probe = parts.probe ?? (() => {});

  async function drain(key: DrainKey): Promise<Drained> {
    const port = parts.ports.get(key.platform);
    if (port === undefined) return { again: undefined };
    const owner = randomUUID();
    // A slice at a time: an outbox without end must not keep a worker from everybody else's.
    const slice = { ends: performance.now() + sliceMs, failedInARow: 0 };
    for (;;) {
      const round = await drainOnce(port, key, owner, slice);
      // Nothing was to be had: what is due all the same is in somebody else's hands, and waited for elsewhere.
      if (round.served === 0 || round.again === undefined) return { again: round.again };
      if (round.again > clock.now() || !goesOn(slice)) return { again: round.again };
    }
  }

  /** Serves what is due until there is less than a whole batch of it, and lets go. */
  async function drainOnce(
    port: ChatPort,
    key: DrainKey,
    owner: string,
    slice: Slice,
  ): Promise<Drained & { readonly served: number }> {
    let served = 0;
    let again: Date | undefined;
    let batch = await store.outbox.lease(key, owner, leasedAtOnce, later(leaseMs), clock.now());
    if (batch === undefined) return { served, again };
    try {
      while (batch !== undefined && batch.length > 0) {
        step('delivery:leased');
        await serve(port, key, batch, slice);
        served += batch.length;
        if (batch.length < leasedAtOnce || !goesOn(slice)) break;
        batch = await store.outbox.lease(key, owner, leasedAtOnce, later(leaseMs), clock.now());
      }
    } finally {
      // Asked as it lets go: whoever appended meanwhile may have been turned away by our ownership.
      again = await store.outbox.disown(key, owner, clock.now());
    }
    return { served, again };
  }

  /** A few at a time; what is left when the slice ends waits for the next one. */
  async function serve(
    port: ChatPort,
    key: DrainKey,
    batch: readonly LeasedEntry[],
    slice: Slice,
  ): Promise<void> {
    const left = [...batch];
    const lane = async (): Promise<void> => {
      for (let entry = left.shift(); entry !== undefined; entry = goesOn(slice) ? left.shift() : undefined)
        await deliver(port, key, entry, slice);
    };
    const lanes = Array.from({ length: Math.min(recipientsAtOnce, batch.length) }, lane);
    const outcomes = await Promise.allSettled(lanes);
    // Only once all have ended: the drain is not let go of while one of its rows is being sent.
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    if (left.length > 0) await store.outbox.putBack(left);
  }

  async function deliver(port: ChatPort, key: DrainKey, entry: LeasedEntry, slice: Slice): Promise<void> {
    const began = performance.now();
    const { organisationId, id: outboxId } = entry;
    const { platform } = key;
    let result: Said;
    try {
      step('delivery:sending');
      result = await say(port, entry);
      step('delivery:sent');
    } catch (error) {
      await failed(key, entry, asDeliveryError(error, entry), slice);
      return;
    }
    slice.failedInARow = 0;
    await record(entry, result);
    step('delivery:recorded');
    log('info', {
      type: 'delivered',
      organisationId,
      outboxId,
      platform,
      tookMs: Math.round(performance.now() - began),
      lateMs: Math.max(0, clock.now().getTime() - entry.wantedAt.getTime()),
    });
  }

  /**
   * What the platform has taken must be written down, or it is said twice: a database that is away for a moment is waited
   * for. After half the lease it is left to whoever leases the row next.
   */
  async function record(entry: LeasedEntry, result: Said): Promise<void> {
    const deadline = performance.now() + leaseMs / 2;
    for (let waitMs = firstRecordWaitMs; ; waitMs *= 2) {
      try {
        await store.outbox.sent(entry, { ...result, at: clock.now() });
        return;
      } catch (error) {
        if (performance.now() + waitMs > deadline) throw error;
        await new Promise((done) => setTimeout(done, waitMs));
      }
    }
  }

  async function failed(
    key: DrainKey,
    entry: LeasedEntry,
    error: DeliveryError,
    slice: Slice,
  ): Promise<void> {
    const { organisationId, id: outboxId } = entry;
    const about = { organisationId, outboxId, platform: key.platform, code: error.code };
    const attempt = entry.attempts + 1;
    if (error.failure === 'gone' || error.failure === 'our-fault' || attempt >= mostAttempts[error.failure]) {
      const unreachable = error.failure === 'gone' && 'send' in entry.content;
      await store.outbox.giveUp(entry, error.code, unreachable, clock.now());
      log(error.failure === 'gone' ? 'info' : 'error', { type: 'delivery_given_up', ...about });
      return;
    }
    if (error.failure === 'unreachable' && 'send' in entry.content)
      log('warn', { type: 'delivery_uncertain', ...about });
    const waitMs = waitAfter(error, attempt);
    const at = later(waitMs);
    await store.outbox.retryAt(entry, at, error.code);
    log('warn', { type: 'delivery_retry', ...about, attempt, waitMs });
    // "Too many requests" is about the whole workspace: the others of this organisation wait too, nobody else does.
    if (error.failure === 'retry-at') {
      slice.ends = 0;
      await store.outbox.holdUntil(key, at);
      return;
    }
    // A platform without pages of our own says nothing about messages.
    if ('home' in entry.content) return;
    slice.failedInARow += 1;
    if (slice.failedInARow === enoughFailures) await pauseAll(key, error);
  }

  /** Nobody answers, or we are refused whatever we ask: the platform is away for this organisation, or its token is. */
  async function pauseAll(key: DrainKey, { failure, code }: DeliveryError): Promise<void> {
    const { organisationId, platform } = key;
    const refused = failure === 'forbidden';
    const wait = refused ? { firstMs: forbiddenWaitMs, longestMs: forbiddenWaitMs } : outageWait;
    const waitMs = await store.outbox.holdLonger(key, wait, clock.now());
    log('warn', { type: 'delivery_held', organisationId, platform, code, waitMs });
  }

  async function say(port: ChatPort, entry: LeasedEntry): Promise<Said> {
    const { content, address } = entry;
    if ('send' in content) {
      return port.send(address, await withFiles(port, content, entry));
    }
    if ('update' in content) {
      if (content.message === undefined) return {};
      await port.update(address, content.message, content.update);
      return { message: content.message };
    }
    if (port.capabilities.home && 'personId' in entry.recipient) {
      const page = await drawHome(entry.organisationId, entry.recipient.personId, entry.id);
      if (page !== undefined) await port.showHome(address, page);
    }
    return {};
  }

  /** Files go along where the platform takes them; elsewhere the card gets a link for each. */
  async function withFiles(
    port: ChatPort,
    content: Extract<LeasedEntry['content'], { send: unknown }>,
    entry: LeasedEntry,
  ): Promise<{ card: Card<Reference>; files: readonly OutgoingFile[] }> {
    if (content.files.length === 0) return { card: content.send, files: [] };
    const reader = readerOf(entry);
    if (port.capabilities.files === 'upload') {
      try {
        const files = await Promise.all(content.files.map((spec) => parts.documents.make(spec, reader)));
        return { card: content.send, files };
      } catch (error) {
        if (!isGone(error)) throw mayPass(error, entry);
        return { card: card(content.send.title, text(error.message)), files: [] };
      }
    }
    const links = content.files.map((spec) =>
      link(`Download ${parts.documents.nameOf(spec)}`, parts.documents.linkTo(spec, later(linkMs), reader)),
    );
    return { card: { ...content.send, body: [...content.send.body, buttons(...links)] }, files: [] };
  }

  /** The person's own page as it is now, not as it was when the redraw was asked for. */
  function drawHome(
    organisationId: string,
    personId: string,
    seed: string,
  ): Promise<Card<Reference> | undefined> {
    return store.transact(organisationId, async (tx) => {
      const now = clock.now();
      const target = { ...parts.registry.entry.home, subject: personId };
      const found = findAction(parts.registry, target);
      const facts = found && (await tx.loadFacts(found.dialog.subject, personId, personId, now));
      const [person] = await tx.people([personId]);
      if (found === undefined || facts === undefined || person === undefined) return undefined;
      const context = {
        now,
        newId: idsFrom(seed),
        actor: person,
        channel: undefined,
        picked: {},
        args: {},
        words: '',
      };
      const decision = decide(found.action, target, facts, context, undefined);
      if (decision.decided !== 'outcome' || decision.outcome.reply?.reply !== 'home') return undefined;
      const mint = await mintAll(tx, [decision.outcome.reply.card]);
      return mint.card(decision.outcome.reply.card);
    });
  }

  function later(ms: number): Date {
    return new Date(clock.now().getTime() + ms);
  }

  return { drain };
}

function goesOn({ ends, failedInARow }: Slice): boolean {
  return failedInARow < enoughFailures && performance.now() < ends;
}

/** Documents are made for whoever the message goes to, not for whoever asked for it. */
function readerOf({ organisationId, recipient }: LeasedEntry): Reader | undefined {
  return 'personId' in recipient ? { organisationId, personId: recipient.personId } : undefined;
}

/** Whatever else an adapter throws is our own fault: trying the same again would fail again. */
function asDeliveryError(error: unknown, entry: LeasedEntry): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return 'home' in entry.content ? mayPass(error, entry) : asFault('our-fault', error);
}

/** A page or a paper is made from the database, which may only be away; it is tried again, not for ever. */
function mayPass(error: unknown, { attempts }: LeasedEntry): DeliveryError {
  return asFault(attempts < mostPageAttempts - 1 ? 'unreachable' : 'our-fault', error);
}

function asFault(failure: 'unreachable' | 'our-fault', error: unknown): DeliveryError {
  const code = error instanceof Error ? error.name : typeof error;
  return new DeliveryError(failure, { code }, { cause: error });
}

/** See `Documents.make`. Its message is for the person. */
function isGone(error: unknown): error is Error {
  return error instanceof Error && error.name === 'GoneError';
}

function waitAfter(error: DeliveryError, attempt: number): number {
  if (error.failure === 'retry-at') return error.retryAfterMs ?? firstWaitMs;
  if (error.failure === 'forbidden') return forbiddenWaitMs;
  return Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
}
