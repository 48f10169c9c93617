/** Every dialog there is, and where plain words lead. */

import type { Dialog, Registry } from '../engine/dialog.ts';
import { answerProposal } from './answer-proposal.ts';
import { ask } from './ask.ts';
import { bank } from './bank.ts';
import { benefitSurvey } from './benefit-survey.ts';
import { benefitsReport } from './benefits-report.ts';
import { changeovers } from './changeovers.ts';
import { closing } from './closing.ts';
import { checkIn } from './check-in.ts';
import { closures } from './closures.ts';
import { contactLog } from './contact-log.ts';
import { desk } from './desk.ts';
import { introduction } from './introduction.ts';
import { lookout } from './lookout.ts';
import { files } from './files.ts';
import { lastMeeting } from './last-meeting.ts';
import { meeting } from './meeting.ts';
import { myRequest } from './my-request.ts';
import { newScheme } from './new-scheme.ts';
import { notStarted } from './not-started.ts';
import { offer } from './offer.ts';
import { inGoodTime } from './overdue.ts';
import { outsideScheme } from './outside-scheme.ts';
import { schemes } from './outside-schemes.ts';
import { pairs } from './pairs.ts';
import { preparation } from './preparation.ts';
import { privateChoices } from './private-choices.ts';
import { question } from './question.ts';
import { referral } from './referral.ts';
import { relationship } from './relationship.ts';
import { reminders } from './reminders.ts';
import { reportBack } from './report-back.ts';
import { review } from './review.ts';
import { rotation } from './rotation.ts';
import { round } from './round.ts';
import { roundChoice } from './round-choice.ts';
import { roundPair } from './round-pair.ts';
import { schemeDesk } from './scheme-desk.ts';
import { schemeSettings } from './scheme-settings.ts';
import { schemeTraining } from './scheme-training.ts';
import { training } from './training.ts';
import { trainingLate } from './training-late.ts';
import { triage } from './triage.ts';
import { watch } from './watch.ts';
import { watched } from './watched.ts';
import { upload } from './upload.ts';
import { adminCommand, commands } from './welcome.ts';

const dialogs = [
  desk,
  ask,
  bank,
  lookout,
  question,
  offer,
  myRequest,
  triage,
  answerProposal,
  reportBack,
  referral,
  relationship,
  introduction,
  meeting,
  preparation,
  schemeDesk,
  round,
  roundPair,
  roundChoice,
  schemeSettings,
  schemeTraining,
  training,
  trainingLate,
  newScheme,
  privateChoices,
  reminders,
  closures,
  schemes,
  outsideScheme,
  contactLog,
  files,
  upload,
  watch,
  checkIn,
  review,
  closing,
  lastMeeting,
  rotation,
  changeovers,
  notStarted,
  pairs,
  benefitSurvey,
  benefitsReport,
];

export const registry: Registry = {
  // Each is shown the facts that the store loads for its subject; the pairing of subject and facts is in define.ts.
  dialogs: (dialogs as unknown as readonly Dialog[]).map(watched).map(inGoodTime),
  entry: {
    commands: Object.fromEntries(
      [...commands, adminCommand].map(({ word, dialog, action }) => [word, { dialog, action }]),
    ),
    otherwise: { dialog: 'desk', action: 'otherwise' },
    hello: { dialog: 'desk', action: 'hello' },
    home: { dialog: 'desk', action: 'home' },
    files: { dialog: 'files', action: 'received' },
  },
};
