/** Several nudges in one message, each at its longest, are shown whole on both platforms. */

import { describe, expect, test } from 'vitest';
import { registry } from '../../../src/dialogs/registry.ts';
import { bundleCard, gather } from '../../../src/engine/bundle.ts';
import type { Effect } from '../../../src/engine/effect.ts';
import { idsFrom } from '../../../src/engine/ids.ts';
import { complaintsAbout } from './both-platforms.ts';
import { scripts } from './longest-words.ts';
import { me, now, peopleIn } from './longest-people.ts';
import { meetingScenes } from './pair-scenes.ts';

describe.each(scripts)('in %s names and words', (script) => {
  /** What a pair is nudged about, from every scene of one. */
  const nudges = meetingScenes(script).flatMap(({ subject, facts }): readonly Effect[] => {
    if (subject !== 'meeting') return [];
    const dialog = registry.dialogs.find(({ name }) => name === 'meeting');
    return ['remind', 'did-you-meet'].flatMap((name) => {
      const action = dialog?.actions[name];
      if (action?.type !== 'timer') return [];
      const context = { now, newId: idsFrom(name), args: { person: me }, words: '' };
      return action.fire(facts, context).effects ?? [];
    });
  });
  const sends = nudges.flatMap((effect, index) =>
    effect.effect === 'send' && effect.nudge === true ? [{ ...effect, slot: `slot ${index}` }] : [],
  );

  test('five in one message, and twice as many in several', () => {
    expect(sends.length).toBeGreaterThan(1);
    const many = Array.from({ length: 10 }, (_, index) => sends[index % sends.length]).flatMap((one, index) =>
      one === undefined ? [] : [{ ...one, slot: `slot ${index}` }],
    );
    const bundles = gather(many, idsFrom('bundles')).flatMap((out) =>
      out.effect === 'bundle' ? [out.bundle] : [],
    );
    expect(bundles.map(({ parts }) => parts.length).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(
      5,
    );
    for (const bundle of bundles) {
      const view = { view: 'message', card: bundleCard(bundle), from: ['bundle', '', ''] } as const;
      expect(complaintsAbout(view, peopleIn(script))).toEqual([]);
    }
  });
});
