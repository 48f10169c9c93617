/** Everything a visitor can do to the playground, and keeping what the page shows in step with the server. */

import type { Act, ClockMove, Screen } from '../api-types.ts';
import { Unreachable, doAct, getClock, getPeople, getScreen, moveClock, openEvents } from './api.ts';
import { personOf, placeOf, withEntry } from './store.ts';
import type { Store } from './store.ts';
import { rememberSeen, recallSeen } from './remembered.ts';

export type Tell = (message: { readonly tone: 'info' | 'problem'; readonly text: string }) => void;

export type Session = {
  readonly start: () => Promise<void>;
  readonly choosePerson: (id: string) => void;
  readonly goTo: (place: string) => void;
  /** Does it as the person who is shown; whether the server took it. */
  readonly act: (act: Act) => Promise<boolean>;
  readonly move: (move: ClockMove) => Promise<void>;
  readonly inspect: (message: string) => void;
};

export type ActListener = (person: string, act: Act) => void;

const retryMs = 1500;
const tickMs = 10_000;

export function createSession(store: Store, tell: Tell, onAct: ActListener): Session {
  const loading = new Map<string, 'once' | 'again'>();
  let happenings = 0;
  let events: EventSource | undefined;

  /** The server's clock runs on between its answers; so does the page's, from the last answer. */
  let clock = { at: 0, since: 0 };
  function setNow(now: string): void {
    clock = { at: Date.parse(now), since: performance.now() };
    store.change({ now });
  }
  function tick(): void {
    if (store.get().now === undefined || store.get().connection === 'lost') return;
    store.change({ now: new Date(clock.at + performance.now() - clock.since).toISOString() });
  }

  /** Loads a screen; asked again meanwhile, it loads once more, so that the newest answer wins. */
  async function load(person: string): Promise<void> {
    if (loading.has(person)) {
      loading.set(person, 'again');
      return;
    }
    loading.set(person, 'once');
    try {
      keep(person, await getScreen(person));
    } finally {
      const wanted = loading.get(person);
      loading.delete(person);
      if (wanted === 'again') await load(person);
    }
  }

  function keep(person: string, screen: Screen): void {
    const { screens, inspected } = store.get();
    const newest = screens.get(person)?.messages.at(-1)?.id;
    const isNews = newest !== undefined && newest !== screen.messages.at(-1)?.id;
    store.change({
      // One request may fail while the stream of events never broke.
      ...(events?.readyState === EventSource.OPEN ? { connection: 'live' as const } : {}),
      screens: withEntry(screens, person, screen),
      // A pinned message lets go when the conversation moves on.
      inspected: isNews && person === store.get().current ? 'newest' : inspected,
    });
    markSeen();
  }

  /** Whatever stands in the place that is shown has been seen. */
  function markSeen(): void {
    const state = store.get();
    if (state.current === undefined || document.visibilityState === 'hidden') return;
    const place = placeOf(state);
    const before = state.seen.get(state.current) ?? new Set<string>();
    const shown = (state.screens.get(state.current)?.messages ?? []).filter((one) => one.channel === place);
    if (shown.every((message) => before.has(message.id))) return;
    const seen = withEntry(state.seen, state.current, new Set([...before, ...shown.map((one) => one.id)]));
    store.change({ seen });
    rememberSeen(seen);
  }

  async function loadEverything(): Promise<void> {
    const [people, time] = await Promise.all([getPeople(), getClock()]);
    store.change({ people });
    setNow(time.now);
    const wanted = decodeURIComponent(location.hash.replace(/^#\/?/u, ''));
    const first = people.find((person) => person.id === wanted) ?? personOf(store.get()) ?? people[0];
    if (first !== undefined) choosePerson(first.id);
    await Promise.all(people.map((person) => load(person.id)));
  }

  function choosePerson(id: string): void {
    if (!store.get().people.some((person) => person.id === id)) return;
    if (store.get().current !== id) store.change({ current: id, inspected: 'newest' });
    const hash = `#/${encodeURIComponent(id)}`;
    if (location.hash !== hash) history.replaceState(null, '', hash);
    markSeen();
  }

  function listen(): void {
    const stream = openEvents();
    events = stream;
    stream.addEventListener('open', () => {
      const isFirst = store.get().connection === 'connecting';
      store.change({ connection: 'live' });
      if (!isFirst) background(loadEverything());
    });
    stream.addEventListener('error', () => {
      store.change({ connection: 'lost' });
      // The browser gives up for good after some failures; then it is for us to ask again.
      if (stream.readyState !== EventSource.CLOSED) return;
      stream.close();
      setTimeout(listen, retryMs);
    });
    stream.addEventListener('screen', (event) => {
      const person = readEvent(event, 'person');
      if (person !== undefined) background(load(person));
    });
    stream.addEventListener('clock', (event) => {
      const now = readEvent(event, 'now');
      if (now !== undefined) setNow(now);
    });
  }

  /**
   * The server answers an act when the app has gone quiet, which is after the screen has changed: what the person does
   * meanwhile waits its turn. Doing the very same again is a second click, and counts as one.
   */
  let queue: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, Promise<boolean>>();

  function act(wish: Act): Promise<boolean> {
    const { current } = store.get();
    if (current === undefined) return Promise.resolve(false);
    const deed = JSON.stringify([current, wish]);
    const known = waiting.get(deed);
    if (known !== undefined) return known;
    const done = queue.then(() => actNow(current, wish)).finally(() => waiting.delete(deed));
    waiting.set(deed, done);
    queue = done;
    return done;
  }

  /** Never rejects. */
  async function actNow(current: string, wish: Act): Promise<boolean> {
    store.change({ acting: current });
    const formBefore = store.get().screens.get(current)?.form?.title;
    try {
      const { tookMs, notice, ...screen } = await doAct(current, wish);
      store.change({ took: { person: current, ms: tookMs } });
      keep(current, screen);
      if (notice !== undefined) tell({ tone: 'problem', text: sayNotice(notice) });
      if (wasTaken(wish, formBefore, screen)) onAct(current, wish);
      return notice === undefined;
    } catch (problem) {
      report(problem);
      return false;
    } finally {
      store.change({ acting: undefined });
    }
  }

  async function move(wish: ClockMove): Promise<void> {
    if (store.get().clockIsMoving) return;
    const from = store.get().now;
    store.change({ clockIsMoving: true });
    try {
      const { now, fired } = await moveClock(wish);
      happenings += 1;
      const happening = { id: happenings, from, to: now, fired };
      setNow(now);
      store.change({ happenings: [happening, ...store.get().happenings].slice(0, 50) });
    } catch (problem) {
      report(problem);
    } finally {
      store.change({ clockIsMoving: false });
    }
  }

  function report(problem: unknown): void {
    if (problem instanceof Unreachable) {
      store.change({ connection: 'lost' });
      tell({
        tone: 'problem',
        text: 'Nobody answered. What you wrote is still here; try again in a moment.',
      });
    } else {
      tell({ tone: 'problem', text: problem instanceof Error ? problem.message : String(problem) });
    }
  }

  /** For loading that nobody waits for: a failure shows as the lost connection, and the next event tries again. */
  function background(work: Promise<void>): void {
    work.catch((problem: unknown) => {
      if (problem instanceof Unreachable) store.change({ connection: 'lost' });
      else report(problem);
    });
  }

  async function start(): Promise<void> {
    store.change({ seen: recallSeen() });
    addEventListener('hashchange', () =>
      choosePerson(decodeURIComponent(location.hash.replace(/^#\/?/u, ''))),
    );
    document.addEventListener('visibilitychange', markSeen);
    setInterval(tick, tickMs);
    listen();
    for (;;) {
      try {
        await loadEverything();
        return;
      } catch (problem) {
        if (problem instanceof Unreachable) store.change({ connection: 'lost' });
        else return report(problem);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  return {
    start,
    choosePerson,
    goTo: (place) => {
      const { current, places } = store.get();
      if (current === undefined) return;
      store.change({ places: withEntry(places, current, place) });
      markSeen();
    },
    act,
    move,
    inspect: (message) => store.change({ inspected: { message } }),
  };
}

/** A form that stands there again was not taken: something in it needs another look. */
function wasTaken(wish: Act, formBefore: string | undefined, after: Screen): boolean {
  return !('submit' in wish) || after.form === null || after.form.title !== formBefore;
}

/** What a platform's client told the person in passing, in their words. */
function sayNotice(notice: string): string {
  if (notice === 'operation_timeout') {
    return 'The platform gave up waiting: the app did not answer in time (operation_timeout).';
  }
  return `The platform reported: ${notice}`;
}

function readEvent(event: MessageEvent<unknown>, name: 'person' | 'now'): string | undefined {
  if (typeof event.data !== 'string') return undefined;
  let data: unknown;
  try {
    data = JSON.parse(event.data);
  } catch {
    return undefined; // not ours; the next full load brings what it would have said
  }
  if (typeof data !== 'object' || data === null || !(name in data)) return undefined;
  const value = (data as { readonly [key: string]: unknown })[name];
  return typeof value === 'string' ? value : undefined;
}
