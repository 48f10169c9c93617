/** One decision of a dialog: find the action, ask whether this person may, run it. No I/O. */

import { checkForm } from '../ui/check.ts';
import type { Form, OpenForm, RawValues } from '../ui/form.ts';
import type { Target } from '../ui/reference.ts';
import { card, text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import type { Action, Dialog, Outcome, PersonContext, Registry } from './dialog.ts';
import type { DialogReply } from './reply.ts';

/** What came of it. `open` and `reject` never come with changes: nothing has been decided yet. */
export type Decision =
  | { readonly decided: 'outcome'; readonly outcome: Outcome<unknown> }
  | { readonly decided: 'open'; readonly open: OpenForm }
  | { readonly decided: 'reject'; readonly open: OpenForm }
  /** The person may not, or there is nothing left to do; the card says so. */
  | { readonly decided: 'notice'; readonly card: Card; readonly inPlace: boolean };

export type Submitted = { readonly values: RawValues } | undefined;

/** `undefined` for a target that no dialog of today knows. */
export function findAction(
  registry: Registry,
  target: Pick<Target, 'dialog' | 'action'>,
): { dialog: Dialog; action: Action<unknown, unknown> } | undefined {
  const dialog = registry.dialogs.find((one) => one.name === target.dialog);
  const action =
    dialog !== undefined && Object.hasOwn(dialog.actions, target.action)
      ? dialog.actions[target.action]
      : undefined;
  return dialog === undefined || action === undefined ? undefined : { dialog, action };
}

/** Decides a press, or a submit when there are values. */
export function decide(
  action: Action<unknown, unknown>,
  target: Target,
  facts: unknown,
  context: PersonContext,
  submitted: Submitted,
): Decision {
  if (action.type === 'timer' || action.type === 'task') return gone();
  const may = action.may(facts, context.actor);
  if (may !== true) {
    return { decided: 'notice', card: card('This is not yours to use', text(may)), inPlace: false };
  }
  if (action.type === 'press') return { decided: 'outcome', outcome: action.press(facts, context) };

  const form = action.form(facts, context);
  if (form.view === 'card') return { decided: 'notice', card: form, inPlace: true };
  if (submitted === undefined) return { decided: 'open', open: opened(form, target, context) };

  const checked = checkForm(form, submitted.values);
  if (!checked.ok) return rejected(form, target, context, submitted.values, checked.errors);
  const outcome = action.submit(facts, checked.values, context);
  return outcome.reply?.reply === 'refuse'
    ? rejected(form, target, context, submitted.values, outcome.reply.errors)
    : { decided: 'outcome', outcome };
}

/** For controls of a time gone by: of an older version, or about something that is no longer there. */
export function gone(): Decision {
  return {
    decided: 'notice',
    inPlace: false,
    card: card(
      'That is no longer here',
      text(
        'This control belongs to something that has since been removed. Type “help” to see what is current.',
      ),
    ),
  };
}

function opened(form: Form, target: Target, context: PersonContext): OpenForm {
  return { view: 'open-form', form, to: target, instance: context.newId() };
}

function rejected(
  form: Form,
  target: Target,
  context: PersonContext,
  values: RawValues,
  errors: Readonly<Record<string, string>>,
): Decision {
  return { decided: 'reject', open: { ...opened(form, target, context), values, errors } };
}

/** A dialog's reply to act upon: `refuse` outside a form says its sentences in a card. */
export function plainReply(reply: DialogReply | undefined): Exclude<DialogReply, { reply: 'refuse' }> {
  if (reply === undefined) return { reply: 'ack' };
  if (reply.reply !== 'refuse') return reply;
  const why = Object.values(reply.errors).join(' ');
  return { reply: 'answer', inPlace: false, card: card('That did not work', text(why)) };
}
