import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/engine/decide.ts';
import type { Action, FormAction, PersonContext } from '../../../src/engine/dialog.ts';
import { idsFrom } from '../../../src/engine/ids.ts';
import { answer, refuse } from '../../../src/engine/reply.ts';
import { form } from '../../../src/ui/form.ts';
import { card } from '../../../src/ui/view.ts';

type Facts = { readonly open: boolean; readonly mayUse: true | string };
const target = { dialog: 'd', action: 'a', subject: 's' };

function context(): PersonContext {
  return {
    now: new Date('2026-12-01T09:00:00Z'),
    newId: idsFrom('event'),
    actor: { id: 'someone', name: 'Somebody', zone: 'Europe/London' },
    channel: undefined,
    picked: {},
    args: {},
    words: '',
  };
}

const declineForm: FormAction<Facts, never> = {
  type: 'form',
  may: (facts) => facts.mayUse,
  form: (facts) =>
    facts.open
      ? form({
          title: 'Decline',
          submit: 'Decline',
          fields: { why: { kind: 'text', label: 'Why', required: true, maxLength: 10 } },
        })
      : card('Answered already'),
  submit: (_, values) =>
    values['why'] === 'nothing'
      ? { reply: refuse({ why: 'Please say more.' }) }
      : { reply: answer(card('Declined')) },
};
// Facts are what the store loads for the dialog's subject; here they are made by hand.
const decline = declineForm as unknown as Action<unknown, unknown>;
const open: Facts = { open: true, mayUse: true };

describe('a control that opens a form', () => {
  test('opens it, with an instance of its own', () => {
    expect(decide(decline, target, open, context(), undefined)).toMatchObject({
      decided: 'open',
      open: { to: target, instance: idsFrom('event')() },
    });
  });

  test('shows a card where there is nothing left to fill in, also to somebody who had it open', () => {
    const over = { open: false, mayUse: true };
    for (const submitted of [undefined, { values: { why: 'no time' } }])
      expect(decide(decline, target, over, context(), submitted)).toMatchObject({
        decided: 'notice',
        inPlace: true,
        card: { title: 'Answered already' },
      });
  });

  test('is given back with everything typed where an answer is missing or too long', () => {
    expect(decide(decline, target, open, context(), { values: { why: 'much too long' } })).toMatchObject({
      decided: 'reject',
      open: {
        values: { why: 'much too long' },
        errors: { why: 'Please shorten this to 10 characters; it has 13 now.' },
      },
    });
  });

  test('is given back in the same way where the dialog itself finds something wrong', () => {
    expect(decide(decline, target, open, context(), { values: { why: 'nothing' } })).toMatchObject({
      decided: 'reject',
      open: { values: { why: 'nothing' }, errors: { why: 'Please say more.' } },
    });
  });

  test('is decided when everything is right', () => {
    expect(decide(decline, target, open, context(), { values: { why: 'no time' } })).toMatchObject({
      decided: 'outcome',
      outcome: { reply: { card: { title: 'Declined' } } },
    });
  });
});

test('somebody who may not is told so beside the card, which stays as it is, also when they send a form', () => {
  const stranger = { open: true, mayUse: 'This was put to somebody else.' };
  for (const submitted of [undefined, { values: { why: 'no time' } }])
    expect(decide(decline, target, stranger, context(), submitted)).toMatchObject({
      decided: 'notice',
      inPlace: false,
      card: { body: [{ text: 'This was put to somebody else.' }] },
    });
});

test('nobody can press what only a timer does', () => {
  const expire: Action<unknown, unknown> = { type: 'timer', fire: () => ({}) };
  expect(decide(expire, target, open, context(), undefined)).toMatchObject({ decided: 'notice' });
});
