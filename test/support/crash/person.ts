/**
 * Somebody at a screen who does not give up: what did not go through is done again, as people do it, until the screen
 * says that it is done.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { Act, FieldValue, Screen, ScreenMessage } from '../../../adapters/playground/api-types.ts';
import { Refused } from '../../../adapters/playground/client.ts';
import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import type { CrashSite } from './site.ts';
import { until } from './wait.ts';

export type CrashPerson = {
  readonly id: string;
  readonly name: string;
  readonly platform: RosterPerson['platform'];
  readonly screen: () => Screen;
  /**
   * Does it once. `trouble`: the client said that it did not work; then the app is back when this resolves. `not there`:
   * the button or form has gone from the screen meanwhile.
   */
  readonly act: (act: Act) => Promise<'taken' | 'trouble' | 'not there'>;
  /** What the look finds on the screen; `undefined` when there is nothing to be found within the time. */
  readonly finds: <T>(look: (screen: Screen) => T | undefined, withinMs: number) => Promise<T | undefined>;
  /** What the look finds on the screen, however long it takes. Rejects, with the screen, after minutes. */
  readonly awaits: <T>(what: string, look: (screen: Screen) => T | undefined) => Promise<T>;
  /** Nobody does two things at once: waits until what they are at is done. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tries again and again until it has worked. Rejects, with the screen, after minutes. */
  readonly insists: (what: string, attempt: () => Promise<boolean>) => Promise<void>;
  /**
   * Opens a form and sends it, again and again, until the screen says that it was taken. `open` is what opens it;
   * `undefined` once the card that it is opened from says that it has been done.
   */
  readonly fillIn: (form: {
    readonly title: RegExp;
    readonly open: () => Act | undefined;
    readonly values: (screen: Screen) => Readonly<Record<string, FieldValue>>;
  }) => Promise<void>;
};

/** What clients and the app say when something did not work; anything else is an answer. */
const trouble =
  /Unable to reach app|did not work just now|taking longer than usual|went wrong|trouble connecting|failed with the error|did not answer|could not be saved|still being saved/;

/** Generous, because a machine may be slow and the app dead most of the time: waiting ends when nothing comes at all. */
const longestWaitMs = 300_000;
/** After this long without the form that a button should have opened, people press it again. */
const patienceMs = 1_500;

/** Everybody of the roster, by their ids there. */
export function peopleOf(site: CrashSite): (id: string) => CrashPerson {
  const people = new Map(site.people.map((one) => [one.id, crashPerson(site, one)]));
  return (id) => {
    const someone = people.get(id);
    if (someone === undefined) throw new Error(`Nobody is called ${id}`);
    return someone;
  };
}

function crashPerson(site: CrashSite, { id, name, platform }: RosterPerson): CrashPerson {
  const client = platform === 'slack' ? site.playground.slack.client : site.playground.teams.client;
  const { screens } = site.playground;
  let drawn: { readonly version: number; readonly screen: Screen } | undefined;
  let busy: Promise<unknown> = Promise.resolve();

  /** As it is now; drawn anew only when something on it may have changed. */
  const screen = (): Screen => {
    const version = screens.version(id);
    if (drawn?.version !== version) drawn = { version, screen: client.screen(id) };
    return drawn.screen;
  };

  const finds = async <T>(
    look: (screen: Screen) => T | undefined,
    withinMs: number,
  ): Promise<T | undefined> => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const version = screens.version(id);
      const found = look(screen());
      const leftMs = deadline - performance.now();
      if (found !== undefined || leftMs <= 0) return found;
      await screens.changedSince(id, version, leftMs);
    }
  };

  const act: CrashPerson['act'] = async (one) => {
    const done = await client.act(id, one).catch((error: unknown) => {
      if (error instanceof Refused) return undefined;
      throw error;
    });
    if (done === undefined) {
      await pause(20);
      return 'not there';
    }
    const { notice } = done;
    if (notice === undefined || !trouble.test(notice)) return 'taken';
    await pause(20);
    await site.isUp();
    return 'trouble';
  };

  const insists: CrashPerson['insists'] = async (what, attempt) => {
    const deadline = performance.now() + longestWaitMs;
    while (!(await attempt()))
      if (performance.now() > deadline)
        throw new Error(`${id} still cannot ${what}:\n${describe(screen())}\n${refusedOf(site)}`);
  };

  /** Resolves when everything that was on its way to this person has arrived. */
  const caughtUp = (): Promise<void> =>
    until(`everything has reached ${id}`, async () => {
      const [row] = await site.query<{ left: number }>(
        `select count(*)::int as left from outbox where state = 'pending' and person_id = $1`,
        [site.personId(id)],
      );
      return row?.left === 0;
    });

  const fillIn: CrashPerson['fillIn'] = ({ title, open, values }) =>
    insists(`send ${String(title)}`, async () => {
      const isShown = isOpen(title);
      if (isShown(screen()) === undefined) {
        const opening = open();
        if (opening === undefined) return true;
        if ((await act(opening)) !== 'taken') return false;
        if ((await finds(isShown, patienceMs)) === undefined) return false;
      }
      const sent = await act({ submit: values(screen()) });
      const { form } = screen();
      if (sent === 'not there') return false;
      if (form === null || !title.test(form.title)) {
        if (sent === 'taken') return true;
        // Nobody heard whether it was. The form gave way to what the app had to say; but where it stood in a card, the
        // card may have been drawn anew for another reason, and opens it once more.
        await caughtUp();
        const again = open();
        return again === undefined || 'command' in again;
      }
      if (sent === 'trouble') return false;
      const wrong = form.fields.flatMap(({ label, error }) => (error === null ? [] : [`${label}: ${error}`]));
      if (wrong.length === 0 || wrong.some((line) => !trouble.test(line)))
        throw new Error(`${id} cannot send "${form.title}": ${wrong.join('; ') || 'nobody says why'}`);
      return false;
    });

  return {
    id,
    name,
    platform,
    screen,
    act,
    finds,
    insists,
    fillIn,
    awaits: async (what, look) => {
      const found = await finds(look, longestWaitMs);
      if (found !== undefined) return found;
      throw new Error(`${id} still does not see ${what}, but:\n${describe(screen())}\n${refusedOf(site)}`);
    },
    alone: (work) => {
      const done = busy.then(work);
      busy = done.catch(() => {});
      return done;
    },
  };
}

function isOpen(title: RegExp): (screen: Screen) => true | undefined {
  return ({ form }) => (form !== null && title.test(form.title) ? true : undefined);
}

/** The newest message with these words, and with such a button where one is asked for. */
export function messageWith(screen: Screen, words: RegExp, button?: RegExp): ScreenMessage | undefined {
  return screen.messages.findLast(
    ({ text, controls }) =>
      words.test(text) && (button === undefined || controls.some(({ label }) => button.test(label))),
  );
}

/** Deliveries of late that the app did not take, for whoever looks into why somebody waits in vain. */
function refusedOf({ playground: { slack, teams } }: CrashSite): string {
  const sent = [...slack.delivery.sent, ...teams.delivery.sent];
  const refused = sent.flatMap(({ result }) => {
    const why = result.outcome === 'answered' ? result.status : result.outcome;
    return typeof why === 'number' && why < 300 ? [] : [why];
  });
  return `Not taken, of ${sent.length} deliveries: ${refused.slice(-20).join(', ') || 'none'}`;
}

function describe({ form, messages }: Screen): string {
  const newest = messages.slice(-6).map(({ text }) => text);
  return [form === null ? 'no form open' : `form "${form.title}"`, ...newest].join('\n---\n');
}
