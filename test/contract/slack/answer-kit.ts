/** What the answer tests share: a form, its replies, and fixtures whose response address is the world's. */

import { form } from '../../../src/ui/form.ts';
import type { Field, OpenForm } from '../../../src/ui/form.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { card, text } from '../../../src/ui/view.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import { slackFixture } from '../../replay/slack-fixtures.ts';
import type { Got, World } from './slack-world.ts';

export const reference = asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10');
export const thanks = card<Reference>('Thank you', text('Your answer was kept.'));

/** The form that the fixtures were sent from. */
export const fields: Readonly<Record<string, Field>> = {
  note: { kind: 'longText', label: 'Note', required: false, maxLength: 3_000 },
  mentor: { kind: 'person', label: 'Mentor', required: true },
  areas: {
    kind: 'manyOf',
    label: 'Areas',
    required: false,
    options: [
      { value: 'audit', label: 'Audit' },
      { value: 'research', label: 'Research' },
    ],
  },
  when: { kind: 'date', label: 'Day', required: false },
  told: { kind: 'yesNo', label: 'Have you told your line manager?', required: false },
};

/** The form on its way. */
export function open(more: Partial<OpenForm<Reference>> = {}): OpenForm<Reference> {
  return {
    view: 'open-form',
    form: form({ title: 'Ask for a mentor', fields, submit: 'Send' }),
    to: reference,
    instance: 'i-2',
    ...more,
  };
}

export const answerInPlace: Reply = { reply: 'answer', card: thanks, inPlace: true };
export const answerBeside: Reply = { reply: 'answer', card: thanks, inPlace: false };

/** A fixture whose response address is the world's. */
export function fixture(world: World, name: string): Record<string, unknown> {
  const body = JSON.stringify(slackFixture(name));
  return JSON.parse(
    body.replaceAll(/https:\/\/hooks\.slack\.com\/\w+\/T0EXAMPLE1\/\d+\/abcdefABCDEF/g, world.responseUrl),
  ) as Record<string, unknown>;
}

/** Types the command in a channel. */
export function command(world: World): Promise<Got> {
  return world.form(fixture(world, 'command-in-channel'));
}
