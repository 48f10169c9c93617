/** What any view of ours reads like in words alone: every breach of common sense in one sentence. */

import { registry } from '../../../src/dialogs/registry.ts';
import { findAction } from '../../../src/engine/decide.ts';
import { notification, plainCard, plainForm, plainText } from '../../../src/ui/plain.ts';
import type { Target } from '../../../src/ui/reference.ts';
import { breachesOf, formBreachesOf } from '../../support/card-rules.ts';
import type { View } from './every-action.ts';

/** What slips into sentences when a program meant something else. */
const slips: Readonly<Record<string, RegExp>> = {
  'a value that is none': /\b(undefined|null|NaN|Infinity)\b/,
  'an object': /\[object |\[native code/,
  'a date that is none': /Invalid Date|\b\d{4}-\d\d-\d\dT/,
  'a placeholder': /\$\{|\{\{|%[sd]\b|\{[a-z]+\}/i,
  'a platform': /slack|microsoft|teams\b/i,
  'an id': /\b[0-9a-f]{8}-[0-9a-f]{4}-/,
};

/** What no editor would let pass, in words that are all our own or those of somebody who writes plainly. */
const clumsiness: Readonly<Record<string, RegExp>> = {
  'a double space': /[^\n ] {2,}[^ ]/,
  'a space before a stop': /[^ \n] [.,;:!?](\s|$)/m,
  'a double stop': /[.,;:]\.|\.,|\?\.|,,/,
  'nothing in brackets or quotes': /\(\s*\)|“\s*”/,
  'a word twice': /\b(\p{L}+) \1\b/u,
  'an exclamation mark': /[^ \n]!/,
  'a straight apostrophe': /[a-z]'[a-z]/,
};

/** `plainWords`: whether everything in the view is written in plain English, so that its style can be judged too. */
export function nonsenseIn(view: View, plainWords: boolean): readonly string[] {
  const said = wordsOf(view);
  const rules = { ...slips, ...(plainWords ? clumsiness : {}) };
  return [
    ...Object.entries(rules).flatMap(([what, pattern]) => {
      const found = pattern.exec(said);
      if (found === null) return [];
      return [
        `${what}: ${said.slice(Math.max(0, found.index - 30), found.index + 30).replaceAll('\n', '⏎')}`,
      ];
    }),
    ...(plainWords ? unfinishedIn(view) : []),
    ...(view.view === 'form' ? formBreachesOf(view.open.form) : breachesOf(view.card, isUsable)),
    ...(view.view === 'form' || notification(view.card).trim() !== '' ? [] : ['nothing to notify of']),
  ];
}

/** Paragraphs that do not end as a sentence does; a heading begins in bold. */
function unfinishedIn(view: View): readonly string[] {
  const blocks = view.view === 'form' ? view.open.form.intro : view.card.body;
  return blocks.flatMap((block) => {
    if (block.type !== 'text' && block.type !== 'note') return [];
    const isHeading = typeof block.text !== 'string' && typeof block.text[0] === 'object';
    const words = plainText(block.text);
    return isHeading || /[.:?)”…]$/.test(words) ? [] : [`no end: ${words.slice(-60)}`];
  });
}

export function wordsOf(view: View): string {
  if (view.view !== 'form') return plainCard(view.card);
  const { fields } = view.open.form;
  const small = Object.values(fields).flatMap((field) => [
    field.hint ?? '',
    'placeholder' in field ? (field.placeholder ?? '') : '',
    ...('options' in field ? field.options.flatMap(({ label, hint }) => [label, hint ?? '']) : []),
  ]);
  return [plainForm(view.open), ...small.filter((line) => line !== '')].join('\n');
}

/** Whether a control leads to something that a person can use. */
function isUsable(to: Target): boolean {
  const found = findAction(registry, to);
  return found !== undefined && 'may' in found.action;
}
