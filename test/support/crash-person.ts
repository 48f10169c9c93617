/**
 * Somebody at a screen who does not give up: what did not go through is done again, as people do it, until the screen
 * says that it is done.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { Act, FieldValue, Screen, ScreenMessage } from '../../adapters/playground/api-types.ts';
import { Refused } from '../../adapters/playground/client.ts';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import type { CrashSite } from './crash-site.ts';

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
  /** Opens a form and sends it, again and again, until the screen says that it was taken. */
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
const longestWaitMs = 180_000;
/** After this long without the form that a button should have opened, people press it again. */
const patienceMs = 1_500;

export function crashPerson(site: CrashSite, { id, name, platform }: RosterPerson): CrashPerson {
  const client = platform === 'slack' ? site.playground.slack.client : site.playground.teams.client;
  const screen = (): Screen => client.screen(id);
  let busy: Promise<unknown> = Promise.resolve();

  const finds = async <T>(
    look: (screen: Screen) => T | undefined,
    withinMs: number,
  ): Promise<T | undefined> => {
    const deadline = performance.now() + withinMs;
    let looked = -1;
    for (;;) {
      const changes = changesSoFar(site);
      const found = changes === looked ? undefined : look(screen());
      looked = changes;
      if (found !== undefined || performance.now() > deadline) return found;
      await pause(25);
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

  return {
    id,
    name,
    platform,
    screen,
    act,
    finds,
    awaits: async (what, look) => {
      const found = await finds(look, longestWaitMs);
      if (found !== undefined) return found;
      throw new Error(`${id} still does not see ${what}, but:\n${describe(screen())}`);
    },
    alone: (work) => {
      const done = busy.then(work);
      busy = done.catch(() => {});
      return done;
    },
    fillIn: async ({ title, open, values }) => {
      const deadline = performance.now() + longestWaitMs;
      while (performance.now() < deadline) {
        if (isOpen(title)(screen()) === undefined) {
          const opening = open();
          if (opening === undefined) return; // the screen says already that it is done
          if ((await act(opening)) !== 'taken') continue;
          if ((await finds(isOpen(title), patienceMs)) === undefined) continue;
        }
        const sent = await act({ submit: values(screen()) });
        const { form } = screen();
        // Also when the client heard nothing: the form gave way to what the app had to say.
        if (sent !== 'not there' && (form === null || !title.test(form.title))) return;
        if (sent !== 'taken' || form === null) continue;
        const wrong = form.fields.flatMap(({ label, error }) =>
          error === null ? [] : [`${label}: ${error}`],
        );
        if (wrong.length === 0 || wrong.some((line) => !trouble.test(line)))
          throw new Error(`${id} cannot send "${form.title}": ${wrong.join('; ') || 'nobody says why'}`);
      }
      throw new Error(`${id} still cannot send ${String(title)}:\n${describe(screen())}`);
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

/** Every screen is drawn from what the platforms were asked and told; while they were not, it is the same. */
function changesSoFar({ playground: { slack, teams } }: CrashSite): number {
  return slack.calls.length + teams.calls.length + slack.delivery.sent.length + teams.delivery.sent.length;
}

function describe({ form, messages }: Screen): string {
  const newest = messages.slice(-6).map(({ text }) => text);
  return [form === null ? 'no form open' : `form "${form.title}"`, ...newest].join('\n---\n');
}
