/** What people answer to our own forms arrives the same from both platforms, word for word, and our own check takes it. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkForm } from '../../../src/ui/check.ts';
import type { OpenForm, RawValues } from '../../../src/ui/form.ts';
import { everythingIn } from './all-views.ts';
import { anyAnswers } from './answers.ts';
import { mintedForm } from './both-platforms.ts';
import { sendFromSlack } from './slack-client.ts';
import { sendFromTeams } from './teams-client.ts';

const { people, views } = everythingIn('latin');

/** Each kind of our own forms, empty and filled in: named by what opens it and by what it asks. */
const forms = new Map(
  views.flatMap((view): [string, OpenForm][] => {
    if (view.view !== 'form' || view.open.errors !== undefined) return [];
    const { form } = view.open;
    const filled = Object.values(form.fields).some((field) => field.value !== undefined) ? ', filled in' : '';
    const asks = Object.keys(form.fields).length;
    return [[`${view.from[0]}.${view.from[1]}, “${form.title}” with ${asks} fields${filled}`, view.open]];
  }),
);

describe.each([...forms])('%s', (_name, found) => {
  const open = mintedForm(found);

  test('gives the same answers from both platforms, and they are what was typed', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers(open.form), async (answers) => {
        const [slack, teams] = await sendFromBoth(open, answers);
        expect(said(slack)).toEqual(said(teams));
        expect(said(slack)).toMatchObject(said(answers));
        const checked = checkForm(open.form, slack);
        expect(checked).toMatchObject({ ok: true });
        expect(checkForm(open.form, teams)).toEqual(checked);
      }),
      { numRuns: 12 },
    );
  });

  test('refused and sent again untouched, it gives the same answers once more', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers(open.form), async (answers) => {
        const [slack, teams] = await sendFromBoth(open, answers);
        const errors = { '': 'Somebody was faster.' };
        const again = await sendFromBoth({ ...open, values: slack, errors }, {});
        expect(said(again[0])).toEqual(said(slack));
        const after = await sendFromBoth({ ...open, values: teams, errors }, {});
        expect(said(after[1])).toEqual(said(teams));
      }),
      { numRuns: 6 },
    );
  });
});

function sendFromBoth(open: OpenForm<ReturnType<typeof mintedForm>['to']>, answers: RawValues) {
  return Promise.all([sendFromSlack(open, answers, people), sendFromTeams(open, answers, people)]);
}

/** An empty answer and none are the same answer, and of several that were chosen the order says nothing. */
function said(values: RawValues): RawValues {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value.length > 0)
      .map(([id, value]) => [id, typeof value === 'string' ? value : value.toSorted()]),
  );
}
