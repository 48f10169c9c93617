/** Neutral cards: what can be said to a person, on any platform. A closed union of plain objects. */

import type { Target } from './reference.ts';

/** A run of characters, or the same in bold. Platform markup in a string is shown as typed, never obeyed. */
export type Inline = string | { readonly bold: string };

/** One paragraph. A newline inside a string is a line break. */
export type Text = string | readonly Inline[];

/**
 * A message. `R` is what its buttons carry: a `Target` as dialogs write it, a `Reference` once the engine has
 * minted one.
 */
export type Card<R = Target> = {
  readonly view: 'card';
  /** Stands above the body and is the notification text; one line. */
  readonly title: string;
  readonly body: readonly Block<R>[];
};

export type Block<R = Target> =
  | { readonly type: 'text'; readonly text: Text }
  /** Small print beneath something, such as who can see this. */
  | { readonly type: 'note'; readonly text: Text }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | { readonly type: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | ImageBlock
  /** How far something has come: `done` of `total` steps, both whole numbers, `total` at least 1. */
  | { readonly type: 'progress'; readonly label: string; readonly done: number; readonly total: number }
  /** Nothing here yet, and what to do about it. */
  | { readonly type: 'empty'; readonly text: string; readonly hint?: string }
  | { readonly type: 'divider' }
  | { readonly type: 'buttons'; readonly buttons: readonly Button<R>[] };

/**
 * `alt` says in words what the picture shows, and stands in for it where it cannot be shown. `url` is https, or http on
 * loopback. A dialog gives the figures of a drawing instead, and the engine puts in where that can be fetched.
 */
export type ImageBlock = {
  readonly type: 'image';
  readonly alt: string;
  readonly title?: string;
} & ({ readonly url: string } | { readonly drawing: Drawing });

/** A picture that is made when it is fetched, by whoever can see the card: names and words have no place in its data. */
export type Drawing = { readonly kind: string; readonly data: Figures };

type Figures = string | number | boolean | null | readonly Figures[] | { readonly [key: string]: Figures };

export type Fact = { readonly name: string; readonly value: string };

export type Button<R = Target> = ActionButton<R> | LinkButton;

export type ActionButton<R = Target> = {
  readonly type: 'action';
  /** Makes sense out of context: "Accept Dr Okafor", not "Yes". */
  readonly label: string;
  readonly to: R;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: Confirm;
};

/** Opens a page in the browser. */
export type LinkButton = { readonly type: 'link'; readonly label: string; readonly url: string };

/** Asked before the press is sent. */
export type Confirm = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
};

export function card<R = Target>(title: string, ...body: readonly (Block<R> | undefined)[]): Card<R> {
  return { view: 'card', title, body: body.filter((block) => block !== undefined) };
}

export function text(value: Text): Block<never> {
  return { type: 'text', text: value };
}

export function note(value: Text): Block<never> {
  return { type: 'note', text: value };
}

/** Facts with an absent value are left out. */
export function facts(values: Readonly<Record<string, string | undefined>>): Block<never> {
  return {
    type: 'facts',
    facts: Object.entries(values).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
  };
}

export function drawing(of: Drawing, alt: string): Block<never> {
  return { type: 'image', drawing: of, alt };
}

export function list(items: readonly Text[], options: { ordered?: boolean } = {}): Block<never> {
  return { type: 'list', items, ...options };
}

export function empty(value: string, hint?: string): Block<never> {
  return hint === undefined ? { type: 'empty', text: value } : { type: 'empty', text: value, hint };
}

export function divider(): Block<never> {
  return { type: 'divider' };
}

export function buttons<R = Target>(...all: readonly (Button<R> | undefined)[]): Block<R> {
  return { type: 'buttons', buttons: all.filter((button) => button !== undefined) };
}

export function button<R = Target>(
  label: string,
  to: R,
  options: { style?: 'primary' | 'danger'; confirm?: Confirm } = {},
): ActionButton<R> {
  return { type: 'action', label, to, ...options };
}

export function link(label: string, url: string): LinkButton {
  return { type: 'link', label, url };
}

export function bold(value: string): Inline {
  return { bold: value };
}

/** The same card with an address in the place of every drawing. */
export function showDrawings<R>(view: Card<R>, addressOf: (drawing: Drawing) => string): Card<R> {
  if (!view.body.some((block) => block.type === 'image' && 'drawing' in block)) return view;
  const show = (block: Block<R>): Block<R> => {
    if (block.type !== 'image' || !('drawing' in block)) return block;
    const { drawing: of, ...rest } = block;
    return { ...rest, url: addressOf(of) };
  };
  return { ...view, body: view.body.map(show) };
}

/** The same card with every control's target replaced; the engine uses it to mint references. */
export function mapCard<A, B>(view: Card<A>, change: (to: A) => B): Card<B> {
  return { ...view, body: view.body.map((block) => mapBlock(block, change)) };
}

export function mapBlock<A, B>(block: Block<A>, change: (to: A) => B): Block<B> {
  if (block.type !== 'buttons') return block;
  return {
    type: 'buttons',
    buttons: block.buttons.map((one) => (one.type === 'link' ? one : { ...one, to: change(one.to) })),
  };
}
