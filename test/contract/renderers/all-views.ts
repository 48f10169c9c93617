/** Every different view of our own dialogs, in one script. */

import { gone } from '../../../src/engine/decide.ts';
import type { People } from '../../../src/mentoring/facts.ts';
import { directoryScenes } from './directory-scenes.ts';
import { everyView } from './every-action.ts';
import type { View } from './every-action.ts';
import { peopleIn } from './longest-people.ts';
import type { Script } from './longest-words.ts';
import { meetingScenes, proposalScenes, relationshipScenes, requestScenes } from './pair-scenes.ts';
import { personScenes, schemeScenes } from './scenes.ts';

export type Seen = { readonly people: People; readonly views: readonly View[] };

export function everythingIn(script: Script): Seen {
  const scenes = [
    ...personScenes(script),
    ...schemeScenes(script),
    ...requestScenes(script),
    ...proposalScenes(script),
    ...relationshipScenes(script),
    ...meetingScenes(script),
    ...directoryScenes(script),
  ];
  const views = [...everyView(scenes, script), ...engineViews()];
  return { people: peopleIn(script), views: different(views) };
}

/** What the engine says by itself where a control has outlived what it was about. */
function engineViews(): readonly View[] {
  const said = gone();
  return said.decided === 'notice' ? [{ view: 'answer', card: said.card, from: ['engine', 'gone', ''] }] : [];
}

/** Each view once, wherever it came from first; where its buttons lead is all that may differ. */
export function different(views: readonly View[]): readonly View[] {
  const seen = new Map<string, View>();
  for (const view of views) {
    const { from: _from, ...rest } = view;
    const key = 'open' in rest ? { ...rest, open: { ...rest.open, instance: '', to: '' } } : rest;
    const text = JSON.stringify(key);
    if (!seen.has(text)) seen.set(text, view);
  }
  return [...seen.values()];
}
