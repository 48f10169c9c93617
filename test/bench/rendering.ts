/** Rendering the largest of our own cards and forms for each platform, against writing the finished payload as JSON. */

import { renderCard as slackCard } from '../../adapters/slack/render-card.ts';
import { renderForm as slackForm } from '../../adapters/slack/render-form.ts';
import { renderCard as teamsCard } from '../../adapters/teams/render-card.ts';
import { renderForm as teamsForm } from '../../adapters/teams/render-form.ts';
import { everyView } from '../contract/renderers/every-action.ts';
import { minted, mintedForm } from '../contract/renderers/both-platforms.ts';
import { relationshipScenes, requestScenes } from '../contract/renderers/pair-scenes.ts';
import { personScenes, schemeScenes } from '../contract/renderers/scenes.ts';
import { median, ratios, sayRounds } from './figures.ts';
import { say, table } from './print.ts';
import type { Cell } from './print.ts';

const rounds = 5;
const roundMs = 60;
const largest = 3;

type Drawn = { readonly name: string; readonly draw: () => { readonly payload: unknown } };

/** Synchronous work; it needs no server. */
export async function benchRendering(): Promise<void> {
  const script = 'latin';
  const scenes = [personScenes, schemeScenes, requestScenes, relationshipScenes].flatMap((make) =>
    make(script),
  );
  const views = everyView(scenes, script);
  // The own page is Slack's alone; these are drawn on both.
  const cards = views.flatMap((view) =>
    view.view === 'form' || view.view === 'home' ? [] : [{ card: minted(view.card), from: view.from }],
  );
  const forms = views.flatMap((view) =>
    view.view === 'form' ? [{ open: mintedForm(view.open), from: view.from }] : [],
  );

  const drawn: Drawn[] = [
    ...largestOf(cards).flatMap(({ card, from }) => [
      { name: `Slack card ${from[0]}.${from[1]}`, draw: () => slackCard(card) },
      { name: `Teams card ${from[0]}.${from[1]}`, draw: () => teamsCard(card) },
    ]),
    ...largestOf(forms).flatMap(({ open, from }) => [
      { name: `Slack form ${from[0]}.${from[1]}`, draw: () => slackForm(open) },
      { name: `Teams form ${from[0]}.${from[1]}`, draw: () => teamsForm(open) },
    ]),
  ];
  say(
    'Rendering',
    `The ${largest} largest cards and forms of our own dialogs, at the longest input they take. The ratio is to JSON.stringify of the finished payload.`,
  );
  table(
    ['View', 'kB', 'a second', 'us each', 'JSON us', 'ratio (of rounds)'],
    drawn.map(({ name, draw }): Cell[] => {
      const { payload } = draw();
      const ours: number[] = [];
      const theirs: number[] = [];
      perCall(draw);
      perCall(() => JSON.stringify(payload));
      for (let round = 0; round < rounds; round += 1) {
        ours.push(perCall(draw));
        theirs.push(perCall(() => JSON.stringify(payload)));
      }
      const us = median(ours) * 1000;
      const size = Buffer.byteLength(JSON.stringify(payload)) / 1024;
      return [
        name,
        size,
        Math.round(1e6 / us).toString(),
        us,
        median(theirs) * 1000,
        sayRounds(ratios(ours, theirs), 1),
      ];
    }),
  );
  return Promise.resolve();
}

/** One of each dialog and action, by size. */
function largestOf<T extends { readonly from: readonly [string, string, string] }>(
  views: readonly T[],
): readonly T[] {
  const byAction = new Map<string, { view: T; size: number }>();
  for (const view of views) {
    const size = JSON.stringify(view).length;
    const key = `${view.from[0]}.${view.from[1]}`;
    if (size > (byAction.get(key)?.size ?? 0)) byAction.set(key, { view, size });
  }
  return [...byAction.values()]
    .toSorted((one, other) => other.size - one.size)
    .slice(0, largest)
    .map(({ view }) => view);
}

/** Milliseconds for one call, over as many as fit into a round. */
function perCall(work: () => unknown): number {
  const began = performance.now();
  let calls = 0;
  for (; performance.now() - began < roundMs; calls += 1) work();
  return (performance.now() - began) / calls;
}
