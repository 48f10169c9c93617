/** Everything that runs only when no platform is configured: the pretend platforms, a clock that jumps, a demo. */

import { randomBytes, randomUUID } from 'node:crypto';
import { channelKey } from '../../adapters/slack/address.ts';
import { createPlayground } from '../../adapters/playground/server.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import type { Playground } from '../../adapters/playground/server.ts';
import type { Workers } from '../../jobs/worker.ts';
import { movableClock } from '../clock.ts';
import type { MovableClock } from '../clock.ts';
import { digestTimer } from '../dialogs/digest-timer.ts';
import type { TimerChange } from '../engine/effect.ts';
import type { OutboxStore, TimerStore } from '../engine/ports.ts';
import type { Change } from '../mentoring/records/change.ts';
import type { RapportStore } from '../store/store.ts';
import { StartError } from '../errors.ts';
import type { DataFolder } from './data-folder.ts';
import { demoOffers, demoOrganisation, demoScheme } from './demo.ts';

export type PlaygroundHost = {
  readonly clock: MovableClock;
  readonly playground: Playground;
  readonly credentials: Credentials;
  /** Before this the clock cannot jump: nothing would fire what is due. */
  readonly useWorkers: (carrier: Carrier) => void;
  /** Makes the fictional organisation, if there is none yet. */
  readonly ensureOrganisation: (store: RapportStore) => Promise<void>;
  /** Once the app listens: installs it on the pretend platforms and, at the very first start, fills the demo. */
  readonly setUp: (store: RapportStore, readDirectories: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** What has things done when they are due. */
type Carrier = {
  readonly timers: Pick<TimerStore, 'due'>;
  readonly outbox: Pick<OutboxStore, 'nextDue'>;
  readonly workers: Pick<Workers, 'armDue' | 'settled'>;
};

export type Credentials = {
  readonly signingSecret: string;
  readonly slackToken: string;
  readonly slackTeam: string;
  readonly teamsApp: string;
  readonly teamsTenant: string;
  readonly teamsPassword: string;
};

type State = {
  readonly aheadMs: number;
  readonly credentials: Credentials;
  readonly ports: Playground['ports'];
  readonly seeded: boolean;
  readonly screens: ReturnType<Playground['snapshot']>;
};

const stateFile = 'playground.json';
/** What people see is kept this long after it changed, so that a burst of changes is written once. */
const keepAfterMs = 250;
/** After a year of messages the whole is large: writing it takes a twentieth of the time at most. */
const keepShare = 20;
/** A jump fires at most so many timers; more is a dialog that sets a timer for now, again and again. */
const mostFired = 20_000;
/** So often a first start asks the pretend platforms who is there. */
const mostTries = 5;

/**
 * The demo begins on a Tuesday at nine in the morning: whoever tries it late at night would find that everybody is in
 * their quiet hours, and nothing would seem to happen.
 */
export function msToBeginning(now: Date): number {
  const at = new Date(now);
  at.setUTCDate(at.getUTCDate() + ((2 - at.getUTCDay() + 7) % 7));
  at.setUTCHours(9, 0, 0, 0);
  if (at < now) at.setUTCDate(at.getUTCDate() + 7);
  return at.getTime() - now.getTime();
}

export async function startPlaygroundHost(folder: DataFolder, appUrl: () => string): Promise<PlaygroundHost> {
  const kept = readState(folder);
  const credentials = kept?.credentials ?? newCredentials();
  const clock = movableClock(kept?.aheadMs ?? msToBeginning(new Date()));
  let seeded = kept?.seeded ?? false;
  let carrier: Carrier | undefined;
  let organisationId: string | undefined;
  let keeping: NodeJS.Timeout | undefined;
  let keptInMs = 0;

  const playground = await createPlayground({
    appUrl,
    slack: {
      signingSecret: credentials.signingSecret,
      botToken: credentials.slackToken,
      teamId: credentials.slackTeam,
    },
    teams: {
      appId: credentials.teamsApp,
      tenantId: credentials.teamsTenant,
      appPassword: credentials.teamsPassword,
    },
    clock: { now: clock.now, advanceTo, next },
    settled: async () => {
      await carrier?.workers.settled(2_000).catch(() => {});
    },
    onChange: () => {
      keeping ??= setTimeout(keep, Math.max(keepAfterMs, keptInMs * keepShare));
    },
    ...(kept !== undefined && { state: kept.screens, ports: kept.ports }),
  }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`The playground's platforms cannot start again where they were: ${why}`);
  });

  function keep(): void {
    clearTimeout(keeping);
    keeping = undefined;
    const began = performance.now();
    const state: State = {
      aheadMs: clock.aheadMs(),
      credentials,
      ports: playground.ports,
      seeded,
      screens: playground.snapshot(),
    };
    folder.write(stateFile, JSON.stringify(state));
    keptInMs = performance.now() - began;
  }

  async function next(): Promise<Date | undefined> {
    return (await carrier?.timers.due(endOfTime, 1))?.[0]?.dueAt;
  }

  /** From one due time to the next, so that everything happens at its own time and in order. */
  async function advanceTo(to: Date): Promise<readonly { kind: string; dueAt: Date }[]> {
    if (carrier === undefined) throw new Error('The clock can move once everything has started.');
    const { timers, workers } = carrier;
    const fired: { kind: string; dueAt: Date }[] = [];
    while (fired.length < mostFired) {
      const [timer] = await timers.due(justAfter(to), 1);
      // A message that a platform put off comes when it may, and not when the next timer happens to ring.
      const message = await nextMessage(carrier, to);
      const first = earlier(timer?.dueAt, message);
      if (first === undefined) break;
      if (first > clock.now()) clock.moveTo(first);
      const due = await timers.due(justAfter(clock.now()), 1_000);
      await workers.armDue(clock.now());
      fired.push(...due.map(({ kind, dueAt }) => ({ kind, dueAt })));
    }
    if (to > clock.now()) clock.moveTo(to);
    keep();
    return fired;
  }

  /** When the next message that waits may be sent, if that is later than now and not after `to`. */
  async function nextMessage({ outbox }: Carrier, to: Date): Promise<Date | undefined> {
    const now = clock.now();
    if (organisationId === undefined) return undefined;
    const key = { organisationId };
    const times = await Promise.all(
      (['slack', 'teams'] as const).map((platform) => outbox.nextDue({ ...key, platform }, now)),
    );
    return times.filter((at) => at !== undefined && at > now && at <= to).reduce(earlier, undefined);
  }

  async function ensureOrganisation(store: RapportStore): Promise<string> {
    organisationId = await store.ensureOrganisation({
      ...demoOrganisation,
      workspaces: [
        { platform: 'slack', externalId: credentials.slackTeam },
        { platform: 'teams', externalId: credentials.teamsTenant },
      ],
    });
    return organisationId;
  }

  async function setUp(store: RapportStore, readDirectories: () => Promise<void>): Promise<void> {
    const { people, channels } = playground.roster;
    const organisation = await ensureOrganisation(store);
    let ids: ReadonlyMap<string, string> = new Map();
    // A slow machine may miss an answer's time limit, as a slow platform would: then it is asked again.
    for (let tries = 0; tries < mostTries && ids.size < people.length; tries += 1) {
      await playground.install();
      await readDirectories();
      if (seeded) return;
      ids = await idsOf(store, organisation, people, credentials);
    }
    const missing = people.filter(({ id }) => !ids.has(id)).map(({ name }) => name);
    if (missing.length > 0)
      throw new StartError(`The pretend platforms did not show ${missing.join(', ')}. Start once more.`);
    const demo = { people, channels, ids, slackTeam: credentials.slackTeam };
    await seed(store, demo, organisation, clock.now());
    seeded = true;
    keep();
  }

  return {
    clock,
    playground,
    credentials,
    ensureOrganisation: async (store) => {
      await ensureOrganisation(store);
    },
    setUp,
    useWorkers: (workers) => {
      carrier = workers;
    },
    stop: async () => {
      keep();
      await playground.stop();
      clearTimeout(keeping);
    },
  };
}

/** Far beyond any timer, and still a date that PostgreSQL keeps. */
const endOfTime = new Date('2200-01-01T00:00:00Z');

function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

function justAfter(at: Date): Date {
  return new Date(at.getTime() + 1);
}

function readState(folder: DataFolder): State | undefined {
  const text = folder.read(stateFile);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as State; // written by `keep`, whole or not at all
  } catch {
    throw new StartError(
      `The file ${stateFile} in the data folder is not readable any more. Move the data folder away to start afresh, or set RAPPORT_DATA_DIR.`,
    );
  }
}

function newCredentials(): Credentials {
  return {
    signingSecret: randomBytes(16).toString('hex'),
    slackToken: `xoxb-${randomBytes(18).toString('hex')}`,
    slackTeam: 'T0MEADOWB',
    teamsApp: randomUUID(),
    teamsTenant: randomUUID(),
    teamsPassword: randomBytes(18).toString('hex'),
  };
}

/** By roster id, those whom we have been shown. */
async function idsOf(
  store: RapportStore,
  organisationId: string,
  people: readonly RosterPerson[],
  { slackTeam, teamsTenant }: Credentials,
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    people.map(async ({ id, platform, userId, aadObjectId = '' }) => {
      const account =
        platform === 'slack'
          ? { platform, externalId: slackTeam, account: userId }
          : { platform, externalId: teamsTenant, account: aadObjectId };
      const person = await store.findPerson(organisationId, account);
      return person === undefined ? [] : [[id, person.id] as const];
    }),
  );
  return new Map(found.flat());
}

type Demo = Playground['roster'] & {
  readonly ids: ReadonlyMap<string, string>;
  readonly slackTeam: string;
};

/** The scheme, its coordinators and a few mentors. Whatever is there already stays as people have made it since. */
async function seed(store: RapportStore, demo: Demo, organisationId: string, now: Date): Promise<void> {
  const { people, channels, slackTeam } = demo;
  const idOf = (rosterId: string): string => {
    const id = demo.ids.get(rosterId);
    if (id === undefined) throw new Error(`Nobody in the roster is called ${rosterId}`);
    return id;
  };

  const coordinators = people.filter((one) => one.role === 'coordinator');
  const coordinatorIds = coordinators.map((one) => idOf(one.id));
  const schemeId = await store.ensureScheme(organisationId, { ...demoScheme, coordinatorIds });

  const changes: Change[] = [];
  const timers: TimerChange[] = [];
  for (const [rosterId, offer] of Object.entries(demoOffers)) {
    const row = { ...offer, id: randomUUID(), schemeId, personId: idOf(rosterId) };
    changes.push({ change: 'insert', noun: 'offer', row });
  }
  for (const manager of people) {
    for (const managed of manager.manages ?? []) {
      const row = { personId: idOf(managed), managerId: idOf(manager.id), kind: 'line manager' };
      changes.push({ change: 'insert', noun: 'reportingLine', row: { ...row, id: randomUUID() } });
    }
  }
  const digestChannel = channels.find((one) => one.platform === 'slack' && one.botIsMember);
  if (digestChannel !== undefined) {
    const channel = channelKey(slackTeam, digestChannel.id, digestChannel.name);
    const digest = { channel, weekday: 1, time: '09:00', zone: demoOrganisation.zone };
    changes.push({ change: 'update', noun: 'scheme', id: schemeId, set: { digest } });
    timers.push(digestTimer(schemeId, digest, now));
  }
  await store.transact(organisationId, async (tx) => {
    await tx.apply(changes, now);
    await tx.changeTimers(timers, now);
  });
}
