/** A small scripted hospital for the page's tests: enough of the API's answers to use every part of the page. */

import type {
  Act,
  ClockAnswer,
  ClockMove,
  FieldValue,
  FiredTimer,
  Json,
  PersonSummary,
  Screen,
  ScreenForm,
  ScreenMessage,
} from '../../adapters/playground/api-types.ts';
import { askForm, statusCard } from './fixture-slack.ts';
import { acceptCard, acceptedCard, hotchpotch, proposalCard } from './fixture-teams.ts';
import { actions, facts, header, note, section, slackButton } from './fixture-payloads.ts';

export type World = {
  readonly people: readonly PersonSummary[];
  readonly screen: (person: string) => Screen;
  /** Throws a string for people when it cannot be done. */
  readonly act: (person: string, act: Act) => Screen;
  readonly clock: () => ClockAnswer;
  readonly move: (move: ClockMove) => ClockAnswer;
  readonly onScreen: (listener: (person: string) => void) => void;
  /** Everything that was done, for tests to look at. */
  readonly acts: readonly { readonly person: string; readonly act: Act }[];
};

export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

export const people: readonly PersonSummary[] = [
  { id: 'amara', name: 'Dr Amara Okonkwo', platform: 'slack', role: 'mentee' },
  { id: 'minseo', name: 'Dr 김민서 (Min-seo Kim)', platform: 'slack', role: 'mentee' },
  { id: 'lukasz', name: 'Dr Łukasz Brzęczyszczykiewicz', platform: 'teams', role: 'mentee' },
  { id: 'bola', name: 'Dr Bola Adeyemi', platform: 'slack', role: 'mentor' },
  {
    id: 'fiona',
    name: 'Dr Fiona Marguerite Featherstonehaugh-Cholmondeley',
    platform: 'slack',
    role: 'mentor',
  },
  { id: 'kwame', name: 'Dr Kwame Asante', platform: 'teams', role: 'mentor' },
  { id: 'christina', name: 'Dr Χριστίνα Παπαδοπούλου', platform: 'teams', role: 'mentor' },
  { id: 'helen', name: 'Helen Whitcombe', platform: 'slack', role: 'coordinator' },
  { id: 'marcus', name: 'Dr Marcus Thistlewood', platform: 'slack', role: 'line manager' },
];

type Kept = {
  messages: ScreenMessage[];
  form: ScreenForm | null;
  home: Screen['home'];
  channels: readonly string[];
};

export function createWorld(): World {
  let now = new Date('2026-12-03T09:00:00Z');
  let messageCount = 0;
  const timers: FiredTimer[] = [{ kind: 'meeting.remind', dueAt: '2026-12-09T17:30:00.000Z' }];
  const listeners: ((person: string) => void)[] = [];
  const acts: { person: string; act: Act }[] = [];
  const screens = new Map<string, Kept>(
    people.map((person) => [
      person.id,
      {
        messages: [],
        form: null,
        home: null,
        channels: person.role === 'coordinator' ? ['mentoring-coordinators'] : [],
      },
    ]),
  );
  say('helen', 'mentoring-coordinators', 'This week', {
    channel: 'C0COORD01',
    text: 'This week in mentoring',
    blocks: [
      header('This week in mentoring'),
      facts({ Waiting: '1 request, 2 days', Started: 'under 5', 'Gone quiet': 'under 5' }),
      note('Counts under five are not shown. Nobody is named in this channel.'),
      actions(slackButton('Open the queue', { style: 'primary' })),
    ],
  });
  say('kwame', 'Rapport', 'Somebody asks for you', proposalCard());
  say('christina', 'Rapport', 'Every input', hotchpotch());

  function of(person: string): Kept {
    const kept = screens.get(person);
    if (kept === undefined) throw new CannotDo(`Nobody here is called ${person}.`);
    return kept;
  }

  function say(person: string, channel: string, text: string, payload: Json, from = 'Rapport'): string {
    messageCount += 1;
    const id = `m${messageCount}`;
    of(person).messages.push({ id, at: now.toISOString(), channel, from, text, controls: [], payload });
    return id;
  }

  function replace(person: string, id: string, text: string, payload: Json): void {
    const kept = of(person);
    kept.messages = kept.messages.map((one) => (one.id === id ? { ...one, text, payload } : one));
  }

  function act(person: string, wish: Act): Screen {
    acts.push({ person, act: wish });
    const kept = of(person);
    const isSlack = people.find((one) => one.id === person)?.platform === 'slack';
    if ('command' in wish) typed(person, wish.command.replace(/^\/mentor\s*/, ''), isSlack);
    else if ('say' in wish) {
      const name = people.find((one) => one.id === person)?.name ?? person;
      say(person, wish.channel ?? 'Rapport', wish.say, { text: wish.say }, name);
      typed(person, wish.say, isSlack);
    } else if ('press' in wish) press(person, wish.press.label, wish.press.message);
    else if ('submit' in wish) submit(person, wish.submit);
    else if ('dismiss' in wish) kept.form = null;
    else if ('attach' in wish) attached(person, wish);
    else kept.home = homePage();
    for (const listener of listeners) listener(person);
    return screen(person);
  }

  function attached(
    person: string,
    { attach, channel = 'Rapport' }: Extract<Act, { attach: unknown }>,
  ): void {
    const author = people.find((one) => one.id === person)?.name ?? person;
    const names = attach.map(({ name }) => name);
    // As each platform's message shows files.
    const payload = {
      files: names.map((name) => ({ name })),
      attachments: names.map((name) => ({ contentType: 'application/octet-stream', name })),
    };
    say(person, channel, names.map((name) => `File: ${name}`).join('\n'), payload, author);
  }

  function typed(person: string, words: string, isSlack: boolean): void {
    if (words === 'ask' && isSlack) {
      of(person).form = askForm({});
    } else if (words === 'fail') {
      throw new CannotDo('There is no command of that name in this workspace.');
    } else if (isSlack) {
      say(person, 'Rapport', 'What I can do', {
        response_type: 'ephemeral',
        text: 'What I can do',
        blocks: [
          header('What I can do'),
          section(
            'Type `/mentor ask` to ask for a mentor. See <https://example.org/guide|the guide> for more.',
          ),
          note('Only your mentor and you can read what you write down.'),
        ],
      });
    } else {
      say(person, 'Rapport', 'What I can do', {
        text: 'Type **ask** to ask for a mentor, or **help** to see this again.',
      });
    }
  }

  function press(person: string, label: string, message: string | undefined): void {
    if (label === 'Withdraw') {
      replace(person, message ?? '', 'Withdrawn', {
        text: 'Withdrawn',
        blocks: [header('Your request is withdrawn'), section('You can ask again whenever you like.')],
      });
    } else if (label === 'Accept') {
      const form = acceptCard({});
      replace(person, message ?? '', 'Choose a time', form.payload);
      of(person).form = { ...form.form, message: message ?? '' };
    } else if (label === 'Open the queue') {
      say(person, 'Rapport', 'One request waits', {
        channel: 'D0HELEN',
        text: 'One request waits',
        blocks: [section('*1* request waits.')],
      });
    } else {
      throw new CannotDo(`There is no button called "${label}".`);
    }
  }

  function submit(person: string, values: Readonly<Record<string, FieldValue>>): void {
    const kept = of(person);
    if (kept.form === null) throw new CannotDo('No form is open.');
    if (kept.form.message !== undefined) {
      if (values['First meeting'] === null) {
        const again = acceptCard({ 'First meeting': 'Choose one of the times, or offer others.' }, values);
        replace(person, kept.form.message, 'Choose a time', again.payload);
        kept.form = { ...again.form, message: kept.form.message };
        return;
      }
      replace(person, kept.form.message, 'Accepted', acceptedCard(String(values['First meeting'])));
      kept.form = null;
      return;
    }
    if (String(values['What would help most?'] ?? '').length < 10) {
      kept.form = askForm(
        { 'What would help most?': 'Please say a little more, at least ten characters.' },
        values,
      );
      return;
    }
    kept.form = null;
    say(person, 'Rapport', 'Your request is with the coordinators', statusCard());
  }

  function screen(person: string): Screen {
    const { messages, form, home, channels } = of(person);
    return { messages: [...messages], form, home, channels };
  }

  function move(wish: ClockMove): ClockAnswer {
    const to = targetOf(wish);
    if (to < now) throw new CannotDo('The clock only goes forward.');
    const fired = timers.filter((timer) => new Date(timer.dueAt) > now && new Date(timer.dueAt) <= to);
    now = to;
    for (const _ of fired) {
      say('amara', 'Rapport', 'Tomorrow at 17:30', {
        channel: 'D0AMARA',
        text: 'You meet Dr Kwame Asante tomorrow',
        blocks: [
          header('You meet Dr Kwame Asante tomorrow'),
          section('Thursday 10 December, 17:30 (London time), by video.'),
          actions(slackButton('Reschedule'), slackButton('I am running late')),
        ],
      });
      for (const listener of listeners) listener('amara');
    }
    return { now: now.toISOString(), fired };
  }

  function targetOf(wish: ClockMove): Date {
    if ('to' in wish) return new Date(wish.to);
    if ('next' in wish) {
      const next = timers.map((timer) => new Date(timer.dueAt)).find((due) => due > now);
      return next ?? now;
    }
    const hours = { h: 1, d: 24, w: 168 }[wish.by.slice(-1)] ?? 1;
    return new Date(now.getTime() + Number.parseInt(wish.by, 10) * hours * 3_600_000);
  }

  return {
    people,
    screen,
    act,
    clock: () => ({ now: now.toISOString(), fired: [] }),
    move,
    onScreen: (listener) => listeners.push(listener),
    acts,
  };
}

function homePage(): Screen['home'] {
  return {
    text: 'Your mentoring',
    controls: [{ label: 'Ask for a mentor', kind: 'button' }],
    payload: {
      type: 'home',
      blocks: [
        header('Your mentoring'),
        section('You have no mentor yet. Asking needs nobody’s permission.'),
        actions(slackButton('Ask for a mentor', { style: 'primary' })),
      ],
    },
  };
}
