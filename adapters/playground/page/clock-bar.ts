/** The playground's time, and the ways to move it on. */

import type { ClockMove } from '../api-types.ts';
import { announce } from './announce.ts';
import { h, newId, replaceChildren, spoken } from './dom.ts';
import { icon } from './icons.ts';
import type { State } from './store.ts';
import { asWallTime, instantOf, sayDate, sayTime } from './when.ts';

export function createClockBar(
  element: HTMLElement,
  move: (wish: ClockMove) => Promise<void>,
): (state: State) => void {
  const words = h('time', { class: 'clock-time' });
  const inputId = newId('jump');
  const input = h('input', { type: 'datetime-local', id: inputId, class: 'jump-input', required: true });
  const popover = h(
    'form',
    { class: 'jump', hidden: true },
    h('label', { for: inputId }, 'Jump to a time in London'),
    h('div', { class: 'jump-row' }, input, h('button', { type: 'submit', class: 'button primary' }, 'Jump')),
    h('p', { class: 'jump-note' }, 'Everything due on the way happens on the way. Time only goes forward.'),
  );
  const jump = h(
    'button',
    { type: 'button', class: 'button', 'aria-expanded': 'false', 'aria-label': 'Jump to a time' },
    icon('calendar', 17),
    h('span', { class: 'button-words' }, 'Jump to…'),
  );
  const buttons = [
    drawStep('+1 hour', 'Move the clock on by one hour', { by: '1h' }),
    drawStep('+1 day', 'Move the clock on by one day', { by: '1d' }),
    drawStep('+1 week', 'Move the clock on by one week', { by: '1w' }),
    h(
      'button',
      { type: 'button', class: 'button primary', onClick: () => void move({ next: true }) },
      icon('next', 16),
      'Next thing that happens',
    ),
  ];
  replaceChildren(
    element,
    h('p', { class: 'clock-words' }, spoken('The playground’s clock says '), words),
    h('div', { class: 'clock-buttons' }, ...buttons, h('div', { class: 'jump-holder' }, jump, popover)),
  );

  function drawStep(label: string, name: string, wish: ClockMove): HTMLButtonElement {
    return h(
      'button',
      { type: 'button', class: 'button', title: name, onClick: () => void move(wish) },
      label,
    );
  }

  function setOpen(isOpen: boolean): void {
    popover.hidden = !isOpen;
    jump.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) input.focus();
  }
  jump.addEventListener('click', () => setOpen(popover.hasAttribute('hidden')));
  popover.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    setOpen(false);
    jump.focus();
  });
  document.addEventListener('pointerdown', (event) => {
    if (!popover.hidden && !popover.parentElement?.contains(event.target as Node)) setOpen(false);
  });
  popover.addEventListener('submit', (event) => {
    event.preventDefault();
    const to = instantOf(input.value);
    if (to === undefined) return;
    setOpen(false);
    jump.focus();
    void move({ to: to.toISOString() });
  });

  let shown: string | undefined;
  return (state) => {
    element.toggleAttribute('data-moving', state.clockIsMoving);
    for (const button of buttons) button.setAttribute('aria-disabled', String(state.clockIsMoving));
    if (state.now === shown || state.now === undefined) return;
    const at = new Date(state.now);
    // A minute that passed by itself is not news; what this page moved is told with what it set off.
    const isOurs = state.clockIsMoving || state.happenings[0]?.to === state.now;
    if (shown !== undefined && !isOurs && at.getTime() - Date.parse(shown) > 90_000)
      announce(`It is now ${sayDate(at)}, ${sayTime(at)}.`);
    shown = state.now;
    words.dateTime = state.now;
    replaceChildren(
      words,
      h('span', { class: 'clock-date' }, sayDate(at)),
      ', ',
      h('span', { class: 'clock-hour' }, sayTime(at)),
    );
    words.title = 'London time';
    input.min = asWallTime(at);
    if (popover.hidden) input.value = asWallTime(new Date(at.getTime() + 86_400_000));
  };
}
