/** A first walk through the product in five steps, which tick themselves off as the visitor takes them. */

import type { Act, PersonSummary } from '../api-types.ts';
import { h, replaceChildren, spoken } from './dom.ts';
import { icon } from './icons.ts';
import { recall, remember } from './remembered.ts';
import type { State } from './store.ts';

export type Tour = {
  readonly draw: (state: State) => void;
  /** Somebody did something; the steps it completes are ticked. */
  readonly noteAct: (person: PersonSummary | undefined, act: Act) => void;
  readonly noteFired: (count: number) => void;
};

export type TourActions = {
  readonly be: (person: string) => void;
  readonly type: (text: string) => void;
  readonly next: () => void;
};

const stepCount = 5;

export function createTour(element: HTMLElement, actions: TourActions, redraw: () => void): Tour {
  const done = new Set(
    (recall('tour') ?? '')
      .split(',')
      .filter((step) => step !== '')
      .map(Number),
  );
  let signature = '';

  function finish(step: number): void {
    // Steps are taken in order: a form sent by a mentor before there was a request is not step three.
    if (done.has(step) || (step > 1 && !done.has(step - 1))) return;
    done.add(step);
    remember('tour', [...done].join(','));
    redraw();
  }

  function draw(state: State): void {
    const next = JSON.stringify([state.people, state.current, [...done]]);
    if (next === signature) return;
    signature = next;
    const cast = castOf(state.people);
    const current = [1, 2, 3, 4, 5].find((step) => !done.has(step));
    const step = (number: number, title: string, ...body: (Node | string | null)[]) =>
      h(
        'li',
        {
          class: `step${done.has(number) ? ' done' : ''}`,
          'aria-current': number === current ? 'step' : null,
        },
        h(
          'span',
          { class: 'step-mark', 'aria-hidden': 'true' },
          done.has(number) ? icon('check', 15) : String(number),
        ),
        h(
          'div',
          { class: 'step-body' },
          h('h3', {}, title, done.has(number) ? spoken(' (done)') : null),
          ...body,
        ),
      );
    replaceChildren(
      element,
      h('h2', {}, 'A first walk'),
      h(
        'p',
        { class: 'tour-intro' },
        'You can be everybody here. The people are invented; the bot, its database and its messages are real.',
      ),
      h(
        'ol',
        { class: 'tour' },
        step(
          1,
          'Ask for a mentor',
          sentence(
            'Be ',
            be(cast.mentee),
            ', type ',
            typed('/mentor ask', cast.mentee),
            ' and fill in the form.',
          ),
        ),
        step(
          2,
          'Find somebody who fits',
          sentence(
            'Be ',
            be(cast.coordinator),
            ', the coordinator. In the message about it, press Choose whom to ask, and pick ',
            name(cast.mentor),
            '.',
          ),
        ),
        step(
          3,
          'Say yes',
          sentence(
            'Be ',
            be(cast.mentor),
            ', the mentor. Press Accept and choose a time, and pick one of those offered.',
          ),
        ),
        step(
          4,
          'Let time pass',
          sentence(
            'Press ',
            h(
              'button',
              { type: 'button', class: 'link-button', onClick: actions.next },
              'Next thing that happens',
            ),
            ' until the reminder is out, then look at both sides.',
          ),
        ),
        step(
          5,
          'Did you meet?',
          sentence(
            'Go on until Rapport asks. Be ',
            be(cast.mentee),
            ' again, answer, and write the session record.',
          ),
        ),
      ),
      done.size < stepCount
        ? null
        : h(
            'p',
            { class: 'tour-end' },
            'That is the whole round, across two platforms. Try declining, pausing, or ending next.',
          ),
      done.size === 0
        ? null
        : h('button', { type: 'button', class: 'button small', onClick: startAgain }, 'Start the walk again'),
    );
  }

  function startAgain(): void {
    done.clear();
    remember('tour', '');
    redraw();
  }

  function be(person: PersonSummary | undefined): Node {
    if (person === undefined) return document.createTextNode('somebody');
    const platform = person.platform === 'slack' ? 'Slack' : 'Teams';
    return h(
      'a',
      { href: `#/${encodeURIComponent(person.id)}`, onClick: () => actions.be(person.id) },
      `${person.name} (${platform})`,
    );
  }

  function typed(text: string, person: PersonSummary | undefined): Node {
    const words = person?.platform === 'teams' ? text.replace('/mentor ', '') : text;
    return h(
      'button',
      {
        type: 'button',
        class: 'link-button code',
        title: 'Put it in the message box',
        onClick: () => {
          if (person !== undefined) actions.be(person.id);
          actions.type(words);
        },
      },
      words,
    );
  }

  return {
    draw,
    noteAct: (person, act) => {
      if (!('submit' in act) || person === undefined) return;
      if (person.role === 'mentee') finish(1);
      if (person.role === 'coordinator') finish(2);
      if (person.role === 'mentor') finish(3);
      if (person.role === 'mentee' || person.role === 'mentor') finish(5);
    },
    noteFired: (count) => {
      if (count > 0) finish(4);
    },
  };
}

type Cast = { readonly [K in 'mentee' | 'mentor' | 'coordinator']: PersonSummary | undefined };

/** A mentee on Slack and a mentor on Teams, where there are such: one pair across two platforms. */
function castOf(people: readonly PersonSummary[]): Cast {
  const find = (role: PersonSummary['role'], platform: PersonSummary['platform']) =>
    people.find((one) => one.role === role && one.platform === platform) ??
    people.find((one) => one.role === role);
  return {
    mentee: find('mentee', 'slack'),
    mentor: find('mentor', 'teams'),
    coordinator: find('coordinator', 'slack'),
  };
}

function name(person: PersonSummary | undefined): string {
  return person?.name ?? 'a mentor';
}

function sentence(...parts: (Node | string)[]): HTMLElement {
  return h('p', {}, ...parts);
}
