/**
 * Every card and form that our own dialogs can produce, at the longest that people may make them, is shown whole on both
 * platforms, keeps the platforms' rules, and makes sense in words alone.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../../src/dialogs/registry.ts';
import { everythingIn } from './all-views.ts';
import type { Seen } from './all-views.ts';
import { complaintsAbout } from './both-platforms.ts';
import type { View } from './every-action.ts';
import { scripts } from './longest-words.ts';
import { nonsenseIn } from './plain-sense.ts';

/** What shows nobody anything: it sets the clocks of others. */
const silent = new Set([
  'introduction.ask',
  'relationship.first-meeting-missing',
  'pairs.check-ins',
  'benefits-report.due',
  'check-in.plan',
  'review.plan',
  'changeovers.coming',
]);

// Thousands of views, on machines that may be busy.
describe.each(scripts)('in %s names and words', { timeout: 60_000 }, (script) => {
  let people: Seen['people'] = {};
  let all: Seen['all'] = [];
  let views: Seen['views'] = [];
  beforeAll(() => {
    ({ people, all, views } = everythingIn(script));
  });

  test('every action of every dialog is seen', () => {
    const actions = registry.dialogs.flatMap((dialog) =>
      Object.keys(dialog.actions).map((action) => `${dialog.name}.${action}`),
    );
    const seen = originsOf(all, () => true);
    expect(actions.filter((one) => !seen.has(one) && !silent.has(one))).toEqual([]);
  });

  test('every form is seen empty, refused, and answered', () => {
    const forms = registry.dialogs.flatMap(({ name, actions }) =>
      Object.entries(actions).flatMap(([action, { type }]) => (type === 'form' ? [`${name}.${action}`] : [])),
    );
    const opened = originsOf(all, (view) => view.view === 'form' && view.open.errors === undefined);
    const refused = originsOf(all, (view) => view.view === 'form' && view.open.errors !== undefined);
    const answered = originsOf(all, (view) => view.view !== 'form');
    // A search asks for nothing, so that nothing can be missing from it.
    const demanding = originsOf(
      all,
      (view) => view.view === 'form' && Object.values(view.open.form.fields).some(({ required }) => required),
    );
    expect(
      forms.filter(
        (one) => !opened.has(one) || (demanding.has(one) && !refused.has(one)) || !answered.has(one),
      ),
    ).toEqual([]);
  });

  test('everything is shown whole on both platforms, within their rules', () => {
    expect(complaintsOf(views, (view) => complaintsAbout(view, people))).toEqual({});
  });

  test('everything makes sense in words alone', () => {
    expect(complaintsOf(views, (view) => nonsenseIn(view, script === 'plain'))).toEqual({});
  });
});

/** The actions from which such views come. */
function originsOf(views: readonly View[], fits: (view: View) => boolean): ReadonlySet<string> {
  return new Set(views.filter(fits).map(({ from }) => `${from[0]}.${from[1]}`));
}

/** What is wrong, with where it was first seen. */
function complaintsOf(
  views: readonly View[],
  about: (view: View) => readonly string[],
): Readonly<Record<string, string>> {
  const found = views.flatMap((view) => about(view).map((what) => [what, view.from.join(' / ')] as const));
  return Object.fromEntries(found.toReversed());
}
