/** First words, help, and what to say when somebody types something that is no command. */

import { answer } from '../engine/reply.ts';
import type { PersonContext } from '../engine/dialog.ts';
import { hasBank } from '../mentoring/bank.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import type { Card } from '../ui/view.ts';
import { bold, button, buttons, card, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { didYouMean } from './did-you-mean.ts';
import { menuCard } from './overview.ts';

type Command = {
  readonly word: string;
  readonly does: string;
  readonly dialog: string;
  readonly action: string;
};

/** Every word that can be typed, in the order in which help lists them. */
export const commands: readonly Command[] = [
  { word: 'ask', does: 'ask for a mentor', dialog: 'ask', action: 'start' },
  { word: 'mentors', does: 'look at mentors and choose one', dialog: 'ask', action: 'mentors' },
  { word: 'offer', does: 'offer to mentor', dialog: 'offer', action: 'start' },
  { word: 'meetings', does: 'see, move or cancel your meetings', dialog: 'desk', action: 'meetings' },
  { word: 'record', does: 'write a session record', dialog: 'desk', action: 'record' },
  { word: 'schemes', does: 'see mentoring schemes, here and elsewhere', dialog: 'schemes', action: 'show' },
  { word: 'training', does: 'see and record your training', dialog: 'training', action: 'show' },
  { word: 'pause', does: 'pause for leave or a busy time', dialog: 'desk', action: 'pause' },
  {
    word: 'reminders',
    does: 'choose when and of what you are reminded, and say when you are away',
    dialog: 'reminders',
    action: 'show',
  },
  {
    word: 'moving',
    does: 'say that you are moving to another post, and what becomes of your mentoring',
    dialog: 'changeovers',
    action: 'show',
  },
  { word: 'end', does: 'end a mentoring relationship', dialog: 'desk', action: 'end' },
  {
    word: 'privacy',
    does: 'see what is kept about you and who can see it',
    dialog: 'desk',
    action: 'privacy',
  },
  { word: 'help', does: 'see this list', dialog: 'desk', action: 'help' },
];

/** For coordinators, and for whoever sets up schemes. */
export const adminCommand: Command = {
  word: 'admin',
  does: 'the coordinators’ desk',
  dialog: 'desk',
  action: 'admin',
};

/** Sent when the bot can reach somebody for the first time. */
export function helloCard({ person, organisationName }: PersonFacts): Card {
  return card(
    'Welcome to Rapport',
    text(
      `Rapport runs mentoring for doctors at ${organisationName}. It finds you a mentor or somebody to mentor, ` +
        'and then keeps the dates, reminders and agreements for the two of you. Type “help” to see what it can do.',
    ),
    text(
      'What you and your mentor write is readable by the two of you only: not by coordinators, and not by managers.',
    ),
    buttons(
      button('Ask for a mentor', target('ask', 'start', person.id), { style: 'primary' }),
      button('Offer to mentor', target('offer', 'start', person.id)),
      button('Help', target('desk', 'help', person.id)),
    ),
  );
}

export function helpCard(facts: PersonFacts): Card {
  return card(
    'What you can type',
    text('One word is enough. Each of these opens what it says:'),
    list(commandsFor(facts).map(({ word, does }) => [bold(word), `: ${does}`])),
    note(
      'Rapport is not read by anybody and cannot help in an emergency. If you are worried about yourself or a patient, please speak to a colleague or your usual emergency contacts.',
    ),
    buttons(
      button('Ask for a mentor', target('ask', 'start', facts.person.id)),
      button('Offer to mentor', target('offer', 'start', facts.person.id)),
      button('Show my meetings', target('desk', 'meetings', facts.person.id)),
      button('My reminders', target('reminders', 'show', facts.person.id)),
      button('My training', target('training', 'show', facts.person.id)),
    ),
  );
}

/** Nothing typed: what concerns the person now. Something unknown: the nearest command, and the list. */
export function otherwise(facts: PersonFacts, { words, now }: PersonContext): Outcome {
  const typed = words.trim();
  if (typed === '') return { reply: answer(menuCard(facts, now)) };
  const known = commandsFor(facts);
  const first = typed.split(/\s+/)[0] ?? '';
  const nearest = known.find(
    ({ word }) =>
      word ===
      didYouMean(
        first,
        known.map((one) => one.word),
      ),
  );
  return {
    reply: answer(
      card(
        nearest === undefined ? 'I did not understand that' : `Did you mean “${nearest.word}”?`,
        // What was typed is not repeated: it may be something that was meant for one person only.
        text(
          'I understand only the words below. Nobody reads what else you type here, and I do not keep it.',
        ),
        nearest === undefined
          ? undefined
          : buttons(
              button(`Open “${nearest.word}”`, target(nearest.dialog, nearest.action, facts.person.id), {
                style: 'primary',
              }),
            ),
        list(known.map(({ word, does }) => [bold(word), `: ${does}`])),
      ),
    ),
  };
}

function commandsFor(facts: PersonFacts): readonly Command[] {
  const mine = facts.schemes.some(({ coordinatorIds }) => coordinatorIds.includes(facts.person.id));
  // A word that leads to nothing here would only be in the way.
  const some = facts.schemes.some(hasBank) ? commands : commands.filter(({ word }) => word !== 'mentors');
  return mine || facts.administrator ? [...some, adminCommand] : some;
}
