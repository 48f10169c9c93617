/** The guide: steps through the product, which tick themselves off as the visitor takes them. */

import type { Act, PersonSummary, Role } from '../api-types.ts';
import { h, replaceChildren, spoken } from './dom.ts';
import { icon } from './icons.ts';
import { recall, remember } from './remembered.ts';
import type { State } from './store.ts';
import { chaptersFor } from './tour-steps.ts';
import type { Part, Step } from './tour-steps.ts';

export type Tour = {
  readonly draw: (state: State) => void;
  /** Somebody did something; the steps it completes are ticked. */
  readonly noteAct: (person: PersonSummary | undefined, act: Act) => void;
  readonly noteFired: (count: number) => void;
};

export type TourActions = {
  readonly be: (person: string) => void;
  readonly type: (text: string) => void;
  readonly move: (by: 'next' | 'week') => void;
};

export function createTour(element: HTMLElement, actions: TourActions, redraw: () => void): Tour {
  const done = new Set(
    (recall('tour') ?? '')
      .split(',')
      .filter((step) => step !== '')
      .map(Number),
  );
  let signature = '';
  let steps: readonly Step[] = [];

  function finish(isTaken: (step: Step) => boolean): void {
    const before = done.size;
    steps.forEach((step, index) => {
      const number = index + 1;
      // Steps are taken in order: a form sent by a mentor before there was a request is not step three.
      if (!done.has(number) && (number === 1 || done.has(index)) && isTaken(step)) done.add(number);
    });
    if (done.size === before) return;
    remember('tour', [...done].join(','));
    redraw();
  }

  function draw(state: State): void {
    const chapters = chaptersFor(state.people);
    steps = chapters.flatMap((chapter) => chapter.steps);
    finish(({ when }) => when?.(state) === true);
    const next = JSON.stringify([state.people, state.current, [...done]]);
    if (next === signature) return;
    signature = next;
    const current = steps.findIndex((_, index) => !done.has(index + 1)) + 1;
    let number = 0;
    replaceChildren(
      element,
      ...chapters.flatMap((chapter) => [
        h('h2', {}, chapter.title),
        h('p', { class: 'tour-intro' }, chapter.intro),
        h(
          'ol',
          { class: 'tour', start: number + 1 },
          ...chapter.steps.map((step) => {
            number += 1;
            return drawStep(step, number, number === current);
          }),
        ),
      ]),
      done.size < steps.length
        ? null
        : h(
            'p',
            { class: 'tour-end' },
            'That is a whole mentoring, across two platforms. Try declining, pausing, or moving a meeting next.',
          ),
      done.size === 0
        ? null
        : h('button', { type: 'button', class: 'button small', onClick: startAgain }, 'Start the walk again'),
    );
  }

  function drawStep({ title, says }: Step, number: number, isCurrent: boolean): HTMLElement {
    const isDone = done.has(number);
    return h(
      'li',
      { class: `step${isDone ? ' done' : ''}`, 'aria-current': isCurrent ? 'step' : null },
      h('span', { class: 'step-mark', 'aria-hidden': 'true' }, isDone ? icon('check', 15) : String(number)),
      h(
        'div',
        { class: 'step-body' },
        h('h3', {}, title, isDone ? spoken(' (done)') : null),
        h('p', {}, ...says.map(drawPart)),
      ),
    );
  }

  function drawPart(part: Part): Node | string {
    if (typeof part === 'string') return part;
    if ('be' in part) return be(part.be);
    if ('type' in part) return typed(part.type, part.as);
    return h(
      'button',
      { type: 'button', class: 'link-button', onClick: () => actions.move(part.move) },
      part.label,
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

  const took = (who: Role | 'clock') => finish(({ by = [] }) => by.includes(who));
  return {
    draw,
    noteAct: (person, act) => {
      if ('submit' in act && person !== undefined) took(person.role);
    },
    noteFired: (count) => {
      if (count > 0) took('clock');
    },
  };
}
