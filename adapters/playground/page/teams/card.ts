/** Draws one Adaptive Card with Microsoft's own library, and hands over what is pressed and typed in it. */

import type * as Library from 'adaptivecards';
import type { FieldValue, FormField, ScreenForm } from '../../api-types.ts';
import type { Suggestion } from '../combobox.ts';
import { append, h, newId } from '../dom.ts';
import type { Draft } from '../drafts.ts';
import { listAt, textAt } from '../json.ts';
import type { Json } from '../json.ts';
import { markdownHtml } from '../markdown.ts';
import { hostConfig } from './host-config.ts';
import { isSearchInput, namesChosen, searchRegistry } from './search-input.ts';

export type CardContext = {
  readonly known: () => readonly Suggestion[];
  /** What was typed into this card before, by the id of the input. */
  readonly draft: Draft;
  /** The form that this card is, if it is one. */
  readonly form: ScreenForm | undefined;
  readonly press: (label: string, button: HTMLElement) => void;
  readonly submit: (values: Readonly<Record<string, FieldValue>>, button: HTMLElement) => void;
  /** Somebody tries to send a form that is not the open one. */
  readonly cannotSend: () => void;
};

/** `undefined` when the library did not load, or the card is not one; the caller then shows the words. */
export function drawCard(json: Json, context: CardContext): HTMLElement | undefined {
  // Loaded by index.html before this module runs.
  const library = (globalThis as { AdaptiveCards?: typeof Library }).AdaptiveCards;
  if (library === undefined || textAt(json, 'type') !== 'AdaptiveCard') return undefined;
  library.GlobalSettings.setTabIndexAtCardRoot = false;
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text);
    result.didProcess = true;
  };

  const raw = new Map<string, Json>();
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig(hostConfig);
  const serialization = new library.SerializationContext(library.Versions.v1_5);
  serialization.setElementRegistry(searchRegistry(library, raw, context));
  card.parse(prepare(json, context.draft, raw), serialization);

  const read = (input: Library.Input) => valueOf(input, raw.get(input.id ?? ''));
  card.onInputValueChanged = (input) => {
    if (input.id !== undefined) context.draft.set(input.id, draftOf(input));
  };
  card.onAnchorClicked = () => false;
  card.onExecuteAction = (action) => {
    const button = action.renderedElement ?? card.renderedElement;
    if (button === undefined) return;
    if (action instanceof library.OpenUrlAction) {
      if (/^https?:/u.test(action.url ?? '')) open(action.url, '_blank', 'noopener');
      return;
    }
    // Uncovering a part of the card happens in the client; the library has done it, and the app hears nothing.
    if (!(action instanceof library.ExecuteAction || action instanceof library.SubmitAction)) return;
    const label = action.title ?? '';
    const inputs = card.getAllInputs(true);
    if (context.form !== undefined && label === context.form.submit) {
      context.submit(gather(inputs, raw, context.form.fields, read), button);
    } else if (inputs.length > 0 && String(action.associatedInputs).toLowerCase() !== 'none') {
      context.cannotSend();
    } else {
      context.press(label, button);
    }
  };

  const element = card.render();
  if (element === undefined) return undefined;
  tidy(element, card.getAllInputs(true), raw, context.form);
  return element;
}

/** The same JSON with what was typed before put back in, and search fields marked for our own input. */
function prepare(json: Json, draft: Draft, raw: Map<string, Json>): Json {
  if (Array.isArray(json)) return json.map((one: Json) => prepare(one, draft, raw));
  if (json === null || typeof json !== 'object') return json;
  const copy = Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, prepare(value, draft, raw)]),
  );
  const id = textAt(json, 'id');
  if (id === undefined || textAt(json, 'type')?.startsWith('Input.') !== true) return copy;
  raw.set(id, json);
  const typed = draft.get(id);
  // A list belongs to our own search field, which reads the draft itself.
  if (typed !== undefined && !Array.isArray(typed)) copy['value'] = typed as Json;
  if (listAt(json, 'choices').length === 0 || Object.hasOwn(json, 'choices.data')) {
    if (textAt(json, 'type') === 'Input.ChoiceSet') copy['type'] = 'Input.Search';
  }
  return copy;
}

function draftOf(input: Library.Input): FieldValue {
  if (isSearchInput(input)) return namesChosen(input);
  const value: unknown = input.value;
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}

/** Answers by the labels that the API knows; inputs and fields stand in the same order where a label differs. */
function gather(
  inputs: readonly Library.Input[],
  raw: ReadonlyMap<string, Json>,
  fields: readonly FormField[],
  read: (input: Library.Input) => FieldValue,
): Readonly<Record<string, FieldValue>> {
  const values: Record<string, FieldValue> = {};
  inputs.forEach((input, index) => {
    const label = textAt(raw.get(input.id ?? ''), 'label');
    const field = fields.find((one) => one.label === label) ?? fields[index];
    if (field !== undefined) values[field.label] = read(input);
  });
  return values;
}

/** What stands in an input, as the API wants it: labels for choices, names for people. */
function valueOf(input: Library.Input, json: Json | undefined): FieldValue {
  const isMany =
    json !== undefined && json !== null && (json as { isMultiSelect?: Json }).isMultiSelect === true;
  if (isSearchInput(input)) {
    const names = namesChosen(input);
    return isMany ? names : (names[0] ?? null);
  }
  const value: unknown = input.value;
  switch (textAt(json, 'type')) {
    case 'Input.Toggle':
      return value === (textAt(json, 'valueOn') ?? 'true');
    case 'Input.ChoiceSet': {
      const chosen = typeof value === 'string' && value !== '' ? (isMany ? value.split(',') : [value]) : [];
      const titles = chosen.map(
        (one) =>
          textAt(
            listAt(json, 'choices').find((choice) => textAt(choice, 'value') === one),
            'title',
          ) ?? one,
      );
      return isMany ? titles : (titles[0] ?? null);
    }
    case 'Input.Number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    default:
      return typeof value === 'string' && value !== '' ? value : null;
  }
}

/** What the library leaves out for people who cannot see the card: groups with a name, and which answers are wrong. */
function tidy(
  element: HTMLElement,
  inputs: readonly Library.Input[],
  raw: ReadonlyMap<string, Json>,
  form: ScreenForm | undefined,
): void {
  element.classList.add('card');
  for (const button of element.querySelectorAll<HTMLElement>('.ac-pushButton'))
    button.setAttribute('dir', 'auto');
  for (const input of inputs) {
    const json = raw.get(input.id ?? '');
    const label = textAt(json, 'label') ?? '';
    const outer = input.renderedElement;
    if (outer === undefined) continue;
    for (const control of outer.querySelectorAll('input, textarea')) control.setAttribute('dir', 'auto');
    const unchosen = outer.querySelector<HTMLOptionElement>('option[value=""]');
    if (unchosen?.text === '') unchosen.text = 'Choose one';
    const ticks = outer.querySelectorAll<HTMLInputElement>('input[type="radio"], input[type="checkbox"]');
    if (ticks.length > 0 && textAt(json, 'type') === 'Input.ChoiceSet') nameGroup(outer, label, ticks);
    const error = form?.fields.find((field) => field.label === label)?.error ?? null;
    if (error !== null) markWrong(outer, error);
  }
}

function nameGroup(outer: HTMLElement, label: string, ticks: NodeListOf<HTMLInputElement>): void {
  const group = ticks[0]?.closest<HTMLElement>('.ac-input') ?? outer;
  group.setAttribute('role', ticks[0]?.type === 'radio' ? 'radiogroup' : 'group');
  group.setAttribute('aria-label', label);
  const name = newId('card-choice');
  for (const tick of ticks) {
    // Two cards may use one id; radio buttons of one name anywhere on the page would be one group.
    tick.name = name;
    // The library names the first by the group's label too, which the group itself says now.
    tick.removeAttribute('aria-labelledby');
    tick.parentElement?.classList.add('tick');
  }
}

function markWrong(outer: HTMLElement, error: string): void {
  const control = outer.querySelector<HTMLElement>('input, textarea, select');
  const id = newId('card-error');
  append(outer, h('span', { class: 'spoken', id }, error));
  control?.setAttribute('aria-invalid', 'true');
  control?.setAttribute('aria-describedby', id);
  outer.classList.add('wrong');
}
