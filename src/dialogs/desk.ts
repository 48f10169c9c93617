/** Where everything starts that is about oneself: first words, help, the own page, and the ways to everything else. */

import { answer } from '../engine/reply.ts';
import type { May } from '../engine/dialog.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import { admin, alreadyFounded, firstSchemeForm, foundScheme } from './admin.ts';
import { oneself as self } from './asking-rights.ts';
import { chooseEnd, choosePause } from './choosers.ts';
import { dialog, formAction, press } from './define.ts';
import { aMentor, hoursForm, sendHours } from './hours-statement.ts';
import { chooseRecord, meetingsCard } from './my-meetings.ts';
import { homeCard } from './overview.ts';
import { privacyCard, sendOwnData } from './privacy.ts';
import { sendPaper } from './send-paper.ts';
import { helloCard, helpCard, otherwise } from './welcome.ts';

const oneself: May<PersonFacts> = self;

const anAdministrator: May<PersonFacts> = (facts, actor) => {
  const own = oneself(facts, actor);
  if (own !== true || facts.administrator) return own;
  return 'Only an administrator of this workspace can set up the first scheme.';
};

export const desk = dialog({
  name: 'desk',
  subject: 'person',
  actions: {
    /** Through the outbox: at this moment no platform waits for an answer that it could show. */
    hello: press(oneself, (facts) => ({
      effects: [{ effect: 'send', to: { person: facts.person.id }, slot: 'hello', card: helloCard(facts) }],
    })),
    otherwise: press(oneself, otherwise),
    home: press(oneself, (facts, { now }) => ({ reply: { reply: 'home', card: homeCard(facts, now) } })),
    help: press(oneself, (facts) => ({ reply: answer(helpCard(facts)) })),
    meetings: press(oneself, (facts, { now }) => ({ reply: answer(meetingsCard(facts, now)) })),
    record: press(oneself, (facts, { now }) => chooseRecord(facts, now)),
    pause: press(oneself, (facts) => choosePause(facts)),
    end: press(oneself, (facts) => chooseEnd(facts)),
    privacy: press(oneself, (facts) => ({ reply: answer(privacyCard(facts)) })),
    'send-my-data': press(oneself, sendOwnData),
    'my-data-as-pdf': press(oneself, (facts) =>
      sendPaper(facts.person.id, { paper: 'own-data' }, 'Your data'),
    ),
    'hours-statement': formAction({ may: aMentor, form: hoursForm, submit: sendHours }),
    admin: press(oneself, (facts, context) => admin(facts, context)),
    'first-scheme': formAction({
      may: anAdministrator,
      form: (facts: PersonFacts) => alreadyFounded(facts) ?? firstSchemeForm(facts),
      submit: foundScheme,
    }),
  },
});
