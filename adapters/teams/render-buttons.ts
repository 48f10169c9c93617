/** Buttons as rows of actions, and the questions that some of them ask first. */

import { chunk } from '../../src/ui/fit.ts';
import type { Reference } from '../../src/ui/reference.ts';
import type { ActionButton, Button } from '../../src/ui/view.ts';
import type { Action, Element, ExecuteAction } from './elements.ts';
import { cutLabel, fitWords, type Room } from './fitting.ts';
import { ACTIONS_IN_A_ROW } from './limits.ts';
import { textBlocks } from './text-block.ts';

export type ButtonOptions = {
  /** The message holds this card in place of a form that was sent as a message of its own. */
  readonly alone?: boolean;
};

/** Rows of buttons, and beneath each the questions that some of them ask first. */
export function renderButtons(
  all: readonly Button<Reference>[],
  where: string,
  room: Room,
  options: ButtonOptions,
): readonly Element[] {
  const usable = all.filter((button, index) => {
    if (button.type === 'action' || isOpenable(button.url)) return true;
    room.warn({ code: 'dropped', where: `${where}.${index}`, detail: 'a link that is not https' });
    return false;
  });
  return chunk(usable, ACTIONS_IN_A_ROW).flatMap((row, rowIndex) => {
    const questions: Element[] = [];
    const actions = row.map((button, index) => {
      if (button.type === 'link')
        return { type: 'Action.OpenUrl', title: cutLabel(button.label, room), url: button.url } as const;
      if (button.confirm === undefined) return pressAction(button, button.label, room, options);
      const id = `${where}.${rowIndex}.${index}.ask`;
      questions.push(question(button, id, room, options));
      return toggle(cutLabel(button.label, room), id, true, button.style);
    });
    return [{ type: 'ActionSet', actions }, ...questions];
  });
}

/**
 * Adaptive Cards cannot ask before sending, so the button uncovers the question and the answer sends. "No" covers it
 * again; both happen in the client and tell us nothing.
 */
function question(button: ActionButton<Reference>, id: string, room: Room, options: ButtonOptions): Element {
  const { title, text, yes, no } = button.confirm ?? { title: '', text: '', yes: button.label, no: 'No' };
  const actions: Action[] = [pressAction(button, yes, room, options), toggle(cutLabel(no, room), id, false)];
  return {
    type: 'Container',
    id,
    isVisible: false,
    style: 'emphasis',
    items: [
      ...textBlocks(fitWords(title, id, room), { weight: 'Bolder' }),
      ...textBlocks(fitWords(text, id, room)),
      { type: 'ActionSet', actions },
    ],
  };
}

function toggle(title: string, elementId: string, isVisible: boolean, style?: ActionButton['style']): Action {
  return {
    type: 'Action.ToggleVisibility',
    title,
    targetElements: [{ elementId, isVisible }],
    ...styled(style),
  };
}

function pressAction(
  button: ActionButton<Reference>,
  label: string,
  room: Room,
  options: ButtonOptions,
): ExecuteAction {
  return executeAction(cutLabel(label, room), 'rapport.press', button.style, 'none', {
    ref: button.to,
    ...(options.alone === true ? { alone: true } : {}),
  });
}

/** A button that reaches us, with its twin for clients that know only Action.Submit. Our data lies under one key. */
export function executeAction(
  title: string,
  verb: string,
  style: ActionButton['style'],
  associatedInputs: 'auto' | 'none',
  rapport: object,
): ExecuteAction {
  const common = { title, ...styled(style), data: { rapport }, associatedInputs };
  return {
    type: 'Action.Execute',
    verb,
    ...common,
    fallback: { type: 'Action.Submit', ...common },
  };
}

function styled(style: ActionButton['style']): { style?: 'positive' | 'destructive' } {
  if (style === undefined) return {};
  return { style: style === 'primary' ? 'positive' : 'destructive' };
}

/** https; plain http on this machine, for trying things out. */
export function isOpenable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}
