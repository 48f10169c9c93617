/** Every dialog there is, and where plain words lead. */

import type { Dialog, Registry } from '../engine/dialog.ts';
import { answerProposal } from './answer-proposal.ts';
import { ask } from './ask.ts';
import { contactLog } from './contact-log.ts';
import { desk } from './desk.ts';
import { meeting } from './meeting.ts';
import { myRequest } from './my-request.ts';
import { offer } from './offer.ts';
import { outsideScheme } from './outside-scheme.ts';
import { schemes } from './outside-schemes.ts';
import { privateChoices } from './private-choices.ts';
import { relationship } from './relationship.ts';
import { schemeDesk } from './scheme-desk.ts';
import { triage } from './triage.ts';
import { adminCommand, commands } from './welcome.ts';

const dialogs = [
  desk,
  ask,
  offer,
  myRequest,
  triage,
  answerProposal,
  relationship,
  meeting,
  schemeDesk,
  privateChoices,
  schemes,
  outsideScheme,
  contactLog,
];

export const registry: Registry = {
  // Each is shown the facts that the store loads for its subject; the pairing of subject and facts is in define.ts.
  dialogs: dialogs as unknown as readonly Dialog[],
  entry: {
    commands: Object.fromEntries(
      [...commands, adminCommand].map(({ word, dialog, action }) => [word, { dialog, action }]),
    ),
    otherwise: { dialog: 'desk', action: 'otherwise' },
    hello: { dialog: 'desk', action: 'hello' },
    home: { dialog: 'desk', action: 'home' },
  },
};
