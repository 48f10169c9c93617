/** Every different view of our own dialogs, in one script. */

import { gone } from '../../../src/engine/decide.ts';
import type { People } from '../../../src/mentoring/facts.ts';
import { bankScenes, lookoutScenes, questionScenes } from './bank-scenes.ts';
import { checkInScenes, reviewScenes } from './check-in-scenes.ts';
import { benefitsScenes } from './benefits-scenes.ts';
import { directoryScenes } from './directory-scenes.ts';
import { everyView } from './every-action.ts';
import type { View } from './every-action.ts';
import { peopleIn } from './longest-people.ts';
import type { Script } from './longest-words.ts';
import { different } from './looks.ts';
import {
  meetingScenes,
  proposalScenes,
  referralScenes,
  relationshipScenes,
  requestFacts,
  requestScenes,
} from './pair-scenes.ts';
import { roundPairScenes, roundScenes } from './round-scenes.ts';
import { personScenes, schemeScenes } from './scenes.ts';
import { uploadScenes } from './upload-scenes.ts';
import { pairsScenes, watchScenes } from './watch-scenes.ts';

/** `all`: from every action; `views`: those of them that look different. */
export type Seen = {
  readonly people: People;
  readonly all: readonly View[];
  readonly views: readonly View[];
};

export function everythingIn(script: Script): Seen {
  const scenes = [
    ...personScenes(script),
    ...schemeScenes(script),
    ...roundScenes(script),
    ...roundPairScenes(script, requestFacts(script)),
    ...requestScenes(script),
    ...proposalScenes(script),
    ...referralScenes(script),
    ...relationshipScenes(script),
    ...meetingScenes(script),
    ...watchScenes(script),
    ...benefitsScenes(script),
    ...pairsScenes(script),
    ...checkInScenes(script),
    ...reviewScenes(script),
    ...directoryScenes(script),
    ...bankScenes(script),
    ...questionScenes(script),
    ...lookoutScenes(script),
    ...uploadScenes(script),
  ];
  const all = [...everyView(scenes, script), ...engineViews()];
  return { people: peopleIn(script), all, views: different(all) };
}

/** What the engine says by itself where a control has outlived what it was about. */
function engineViews(): readonly View[] {
  const said = gone();
  return said.decided === 'notice' ? [{ view: 'answer', card: said.card, from: ['engine', 'gone', ''] }] : [];
}
