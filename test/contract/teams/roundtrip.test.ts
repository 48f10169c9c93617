/** What is typed into a form on Teams is what the engine is told. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputId } from '../../../adapters/teams/inputs.ts';
import { readActivity, type ReadEvent } from '../../../adapters/teams/read.ts';
import { renderForm } from '../../../adapters/teams/render-form.ts';
import type { Field, OpenForm, RawValues } from '../../../src/ui/form.ts';
import { anExecute, aSubmit } from './activities.ts';
import { inputs, press } from './fill.ts';
import { forms } from './views.ts';

const where = { serviceUrl: 'https://smba.trafficmanager.net/uk/' };

/** A client with one of our cards: finds each answer among the choices, as somebody would by its words. */
function type(open: OpenForm<never>, card: object, answers: RawValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(open.form.fields).map(([id, field]) => {
      const given = Object.hasOwn(answers, id) ? answers[id] : undefined;
      const input = inputs(card).find((one) => one['id'] === inputId(field, id));
      const parts = typeof given === 'string' ? [given] : (given ?? []);
      return [inputId(field, id), parts.map((part) => choose(field, input, part)).join(',')];
    }),
  );
}

function choose(field: Field, input: Readonly<Record<string, unknown>> | undefined, answer: string): string {
  const choices = (input?.['choices'] ?? []) as { title: string; value: string }[];
  switch (field.kind) {
    case 'manyOf': {
      const index = field.options.findIndex((option) => option.value === answer);
      return choices[index]?.value ?? '';
    }
    case 'person':
    case 'people': {
      const people = field.kind === 'person' ? [field.value] : (field.value ?? []);
      const index = people.findIndex((person) => person?.id === answer);
      return choices[index]?.value ?? '';
    }
    case 'text':
    case 'longText':
    case 'oneOf':
    case 'date':
    case 'time':
    case 'zone':
    case 'number':
    case 'scale':
    case 'yesNo':
      return answer;
    default:
      return field satisfies never;
  }
}

function submitted(activity: object): RawValues {
  const reading = readActivity(activity) as ReadEvent;
  const { deed } = reading.event;
  if (deed.type !== 'submit') throw new Error(`Read as ${deed.type}.`);
  return deed.values;
}

/** An empty list and no answer are the same answer. */
function told(values: RawValues): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0));
}

describe('any form, answered in any way', () => {
  test('is read back exactly, whichever kind of button the client has', () => {
    fc.assert(
      fc.property(forms, ({ open, answers }) => {
        const card = renderForm(open).payload;
        const data = press(card, open.form.submit, type(open as OpenForm<never>, card, answers));
        expect(told(submitted(anExecute(where, data)))).toEqual(told(answers));
        expect(told(submitted(aSubmit(where, data)))).toEqual(told(answers));
      }),
      { numRuns: 300 },
    );
  });

  test('is read back exactly when it was refused and sent again untouched', () => {
    fc.assert(
      fc.property(forms, ({ open, answers }) => {
        const first = renderForm(open).payload;
        const data = press(first, open.form.submit, type(open as OpenForm<never>, first, answers));
        const reading = readActivity(anExecute(where, data)) as ReadEvent;
        const again = renderForm(
          { ...open, values: submitted(anExecute(where, data)), errors: { '': 'Please look again.' } },
          { names: reading.names },
        ).payload;
        expect(told(submitted(anExecute(where, press(again, open.form.submit))))).toEqual(told(answers));
      }),
      { numRuns: 300 },
    );
  });
});
