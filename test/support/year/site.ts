/** The place of the year: people act through their real clients, and the clock goes from one due instant to the next. */

// First: what it puts in the place of other modules must be there before they are asked for.
import { startYearInside } from './inside.ts';
import type { Act, ScreenForm, ScreenMessage } from '../../../adapters/playground/api-types.ts';
import type { Client } from '../../../adapters/playground/client.ts';
import { Refused } from '../../../adapters/playground/client.ts';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import type { DueTimer, OutboxStore } from '../../../src/engine/ports.ts';
import type { Platform } from '../../../src/engine/terms.ts';
import { insideOf } from '../inside-database.ts';
import type { Inside } from '../inside-database.ts';
import type { InsideApp } from '../inside-playground.ts';
import { createPost } from './post.ts';
import type { Cause, Letter, Post, Rung } from './post.ts';

export type Site = {
  readonly app: InsideApp;
  readonly inside: Inside;
  readonly post: Post;
  readonly now: () => Date;
  readonly moveTo: (at: Date) => void;
  /** When something is due next; `undefined` where nothing waits. */
  readonly nextDue: () => Promise<Date | undefined>;
  /** Does everything that is due by now; resolves with what came of it. */
  readonly ring: () => Promise<readonly Letter[]>;
  /** Something a person does; resolves with everything that it led to, for them and for others. */
  readonly act: (person: RosterPerson, act: Act, deed: string) => Promise<readonly Letter[]>;
  readonly look: (person: RosterPerson, message: string) => ScreenMessage | undefined;
  readonly form: (person: RosterPerson) => ScreenForm | null;
  /** What a client would not do, or was told went wrong. */
  readonly refusals: readonly string[];
  readonly refuse: (why: string) => void;
  readonly cost: Cost;
  readonly stop: () => Promise<void>;
};

/** Where the time goes, in milliseconds and how often. */
export type Cost = Record<'acts' | 'timers' | 'drains' | 'looking', { ms: number; times: number }>;

/** Far beyond any timer, and still a date that PostgreSQL keeps. */
const endOfTime = new Date('2200-01-01T00:00:00Z');
/** More at one instant is a dialog that sets a timer for now, again and again. */
const mostAtOnce = 2_000;
/** What a client says in passing about an answer that did come. */
const onlyPoints = /^The answer is in a new message below\.$/;
const platforms: readonly Platform[] = ['slack', 'teams'];

export async function startSite(): Promise<Site> {
  const { app, clock, parts, takeWaiting, idle } = await startYearInside();
  const inside = await insideOf(app);
  const { organisationId } = inside;
  const { playground } = app;
  const post = createPost(playground, clock.now);
  const refusals: string[] = [];
  const cost: Cost = {
    acts: { ms: 0, times: 0 },
    timers: { ms: 0, times: 0 },
    drains: { ms: 0, times: 0 },
    looking: { ms: 0, times: 0 },
  };
  const accounts = await accountsOf(inside);
  // The worker asks less of it than it is: it is the store's own.
  const outbox = parts.outbox as OutboxStore;

  async function timed<T>(what: keyof Cost, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      cost[what].ms += performance.now() - began;
      cost[what].times += 1;
    }
  }

  /** Sends what waits now, and whatever comes of that. */
  async function drain(
    causeFor: (reader: RosterPerson | undefined) => Cause,
    also: readonly Platform[] = [],
  ): Promise<readonly Letter[]> {
    const letters: Letter[] = [];
    for (
      let waiting = new Set([...takeWaiting(), ...also]);
      waiting.size > 0;
      waiting = new Set(takeWaiting())
    ) {
      await timed('drains', () =>
        Promise.all([...waiting].map((platform) => parts.drain({ organisationId, platform }))),
      );
      letters.push(...post.collect('sent', causeFor));
    }
    return letters;
  }

  async function rungOf(due: readonly DueTimer[]): Promise<readonly Rung[]> {
    const kinds = new Map(due.map(({ id, kind }) => [id, kind]));
    const rows = await inside.query<{
      id: string;
      key: string;
      subject: string;
      person_id: string | null;
      args: Record<string, string> | null;
    }>('select id, key, subject, person_id, args from timer where id = any($1::uuid[]) order by key', [
      [...kinds.keys()],
    ]);
    return rows.map(({ id, key, subject, person_id: personId, args }) => ({
      kind: kinds.get(id) ?? '',
      key,
      subject,
      personId: personId ?? undefined,
      args: args ?? {},
    }));
  }

  /** All that rings at one instant, and then what it sends: what is due to one person comes together anyway. */
  async function fire(due: readonly DueTimer[]): Promise<readonly Letter[]> {
    const rung = [...(await rungOf(due))];
    for (const timer of due) {
      const result = await timed('timers', () => parts.fireTimer(timer));
      if (result === 'task') await parts.doTask(timer, new AbortController().signal);
    }
    return drain((reader) => {
      const theirs = rung.filter(
        ({ personId }) => personId !== undefined && accounts.get(personId) === reader?.id,
      );
      return {
        of: 'timers',
        timers: theirs.length > 0 ? theirs : rung.filter(({ personId }) => personId === undefined),
      };
    });
  }

  async function dueOf(platform: Platform): Promise<Date | undefined> {
    return outbox.nextDue({ organisationId, platform }, clock.now());
  }

  return {
    app,
    inside,
    post,
    refusals,
    refuse: (why) => void refusals.push(why),
    cost,
    now: clock.now,
    moveTo: clock.moveTo,
    nextDue: async () =>
      timed('looking', async () => {
        const [timer] = await parts.timers.due(endOfTime, 1);
        const messages = await Promise.all(platforms.map(dueOf));
        const all = [timer?.dueAt, ...messages].filter((at) => at !== undefined);
        return all.toSorted((one, other) => one.getTime() - other.getTime())[0];
      }),
    ring: async () => {
      const letters: Letter[] = [];
      const held = await Promise.all(
        platforms.map(async (platform) => ({ platform, at: await dueOf(platform) })),
      );
      const ready = held.filter(({ at }) => at !== undefined && at <= clock.now());
      letters.push(
        ...(await drain(
          () => ({ of: 'morning' }),
          ready.map(({ platform }) => platform),
        )),
      );
      const end = new Date(clock.now().getTime() + 1);
      for (let fired = 0; fired < mostAtOnce;) {
        const due = await parts.timers.due(end, mostAtOnce);
        if (due.length === 0) return letters;
        letters.push(...(await fire(due)));
        fired += due.length;
      }
      const still = await parts.timers.due(end, 5);
      throw new Error(
        `More than ${mostAtOnce} timers at ${clock.now().toISOString()}, and still: ${still.map(({ kind }) => kind).join(', ')}`,
      );
    },
    act: async (person, act, deed) => {
      const client: Client = person.platform === 'slack' ? playground.slack.client : playground.teams.client;
      const cause: Cause = { of: 'deed', by: person.id, deed };
      try {
        const done = await timed('acts', async () => {
          const answered = await client.act(person.id, act);
          await idle();
          return answered;
        });
        if (done.notice !== undefined && !onlyPoints.test(done.notice))
          refusals.push(`${person.id}, ${deed}: ${done.notice}`);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refusals.push(`${clock.now().toISOString()} ${person.id}, ${deed}: ${error.message}`);
      }
      return [...post.collect('answer', () => cause), ...(await drain(() => cause))];
    },
    look: post.look,
    form: (person) =>
      (person.platform === 'slack' ? playground.slack.client : playground.teams.client).screen(person.id)
        .form,
    stop: async () => {
      await inside.close();
      await app.stop();
    },
  };
}

/** Person ids to ids in the roster. */
async function accountsOf(inside: Inside): Promise<ReadonlyMap<string, string>> {
  const { roster } = await import('../../../adapters/playground/roster.ts');
  const rows = await inside.query<{ person_id: string; external_id: string }>(
    'select person_id, external_id from account',
  );
  const byAccount = new Map(roster.people.map((one) => [one.aadObjectId ?? one.userId, one.id]));
  return new Map(rows.map((row) => [row.person_id, byAccount.get(row.external_id) ?? '']));
}
