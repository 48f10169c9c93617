/** Any view as plain text: for notifications, screen readers, transcripts, and clients that draw nothing else. */

import type { OpenForm } from './form.ts';
import type { Block, Card, Text } from './view.ts';

/** The whole card, one line or more for each block. Buttons are named in brackets. */
export function plainCard(view: Card<unknown>): string {
  return [view.title, ...view.body.map(plainBlock)].filter((line) => line !== '').join('\n');
}

/** What a notification shows: the title and the first paragraph, on one line. */
export function notification(view: Card<unknown>): string {
  const first = view.body.find((block) => block.type === 'text');
  const body = first === undefined ? '' : plainText(first.text).replaceAll(/\s+/g, ' ').trim();
  return body === '' ? view.title : `${view.title}: ${body}`;
}

export function plainText(value: Text): string {
  if (typeof value === 'string') return value;
  return value.map((run) => (typeof run === 'string' ? run : run.bold)).join('');
}

export function plainBlock(block: Block<unknown>): string {
  switch (block.type) {
    case 'text':
    case 'note':
      return plainText(block.text);
    case 'facts':
      return block.facts.map((fact) => `${fact.name}: ${fact.value}`).join('\n');
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered === true ? `${index + 1}.` : '-'} ${plainText(item)}`)
        .join('\n');
    case 'image':
      return `[Picture: ${block.alt}]`;
    case 'progress':
      return sayProgress(block);
    case 'empty':
      return block.hint === undefined ? block.text : `${block.text} ${block.hint}`;
    case 'divider':
      return '';
    case 'buttons':
      return block.buttons.map((one) => `[${one.label}]`).join(' ');
    default:
      return block satisfies never;
  }
}

/** "Steps done: 2 of 5". */
export function sayProgress(progress: { label: string; done: number; total: number }): string {
  return `${progress.label}: ${progress.done} of ${progress.total}`;
}

/** The form as a transcript shows it: title, then each label, with what is wrong beneath it. */
export function plainForm(open: OpenForm<unknown>): string {
  const errors = open.errors ?? {};
  const fields = Object.entries(open.form.fields).flatMap(([id, field]) => {
    const error = errors[id];
    const line = `${field.label}${field.required ? '' : ' (optional)'}`;
    return error === undefined ? [line] : [line, `  ! ${error}`];
  });
  const whole = errors[''];
  return [
    open.form.title,
    ...(whole === undefined ? [] : [`! ${whole}`]),
    ...open.form.intro.map(plainBlock),
    ...fields,
    `[${open.form.submit}]`,
  ].join('\n');
}
