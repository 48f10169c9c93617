/** After an ending: closing words, taking it back or up again, and what becomes of what the two could both read. */

import type { May } from '../engine/dialog.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { closingForm, deleteClosing, readClosing, sendClosing } from './closing-words.ts';
import type { ClosingFields, ClosingValues } from './closing-words.ts';
import { dialog, formAction, press } from './define.ts';
import { ofThePair } from './pair.ts';
import { askAgain, sayNo, sayYes } from './reopen.ts';
import { shred, shredNotice } from './shredding.ts';
import { takeBack } from './take-back.ts';

const pair: May<RelationshipFacts> = ofThePair;

export const closing = dialog({
  name: 'closing',
  subject: 'relationship',
  actions: {
    words: formAction<RelationshipFacts, ClosingFields>({
      may: pair,
      form: closingForm,
      submit: (facts, values: ClosingValues, context) => sendClosing(facts, values, context),
    }),
    read: press(pair, (facts, { actor }) => readClosing(facts, actor.id)),
    delete: press(pair, (facts) => deleteClosing(facts)),

    'take-back': press(pair, takeBack),
    'ask-again': press(pair, askAgain),
    yes: press(pair, sayYes),
    no: press(pair, sayNo),

    /** Timers: what the two could both read is made unreadable, and a week before it both are told. */
    'shred-notice': shredNotice,
    shred,
  },
});
