/** What is kept about a person, who can see it, and how to have a copy or have it erased. */

import { answer } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import type { Card } from '../ui/view.ts';
import { bold, button, buttons, card, list, note, text } from '../ui/view.ts';
import type { Inline } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { paperButton } from './send-paper.ts';

export function privacyCard(facts: PersonFacts): Card {
  const { person, organisationName, relationships } = facts;
  const meetings = relationships.flatMap((one) => one.meetings).length;
  const records = relationships.flatMap(({ recorded }) => recorded).length;
  const checkIns = relationships.reduce((sum, one) => sum + (one.checkIns ?? 0), 0);
  const agreements = relationships.filter(({ agreement }) => agreement !== undefined).length;
  return card(
    'What is kept about you',
    text('Each line says what it is, how much of it there is now, and who can see it.'),
    list([
      line(
        'You',
        'your name, e-mail address, time zone, and where you use this bot; grade, specialty and region where a coordinator has entered them. Colleagues find your name when they choose a person.',
      ),
      line(
        'Requests',
        `${counted(facts.requests.length, 'request', 'requests')} for a mentor shown here. Read by you, the coordinators of that scheme, and the mentors who are asked. What you declare of yourself where a scheme asks for it is not for mentors.`,
      ),
      line(
        'Questions',
        `${counted((facts.questions ?? []).length, 'question', 'questions')} to a mentor before asking, or to you. Read by the two of you.`,
      ),
      line(
        'Offers',
        `${counted(facts.offers.length, 'offer', 'offers')} to mentor. Read by you, and the coordinators of that scheme. Where people choose their mentor themselves, whoever looks for one reads who you are, what you can help with, how and when you meet, with your name: only once you have written a few words about yourself.`,
      ),
      line(
        'Mentoring',
        `${counted(relationships.length, 'relationship', 'relationships')} now or lately. Coordinators see who is paired with whom, since when, and how it ended. Not why, and not what was said.`,
      ),
      line(
        'Ground rules',
        `${counted(agreements, 'agreement', 'agreements')}. Read by the two of you. What you have begun and not proposed is read by you alone.`,
      ),
      line(
        'Meetings',
        `${counted(meetings, 'meeting', 'meetings')}. Times, and topics that you name ahead, are seen by the two of you. The scheme sees counts, and dates only where you both agreed to it and one of you sends them.`,
      ),
      line(
        'Session records',
        `${counted(records, 'record', 'records')} of yours. Read by you, and by the other where the two of you share records. A reflection is read by you alone. How useful a meeting was is counted without a name.`,
      ),
      line(
        'Check-ins',
        `${counted(checkIns, 'question', 'questions')} to you about how it goes. What you answer and write is read by you alone. Coordinators learn how many say that it goes well, where at least five have answered, and no names.`,
      ),
      line(
        'Benefits of mentoring',
        `${counted((facts.surveys ?? []).length, 'set of statements', 'sets of statements')} put to you: as mentoring begins, at its end, and half a year later. What you answered is counted, never shown with a name, and read by you alone.`,
      ),
      line(
        'Closing words',
        `${counted(facts.relationships.filter(({ closedAt }) => closedAt !== undefined).length, 'mentoring', 'mentorings')} on which you wrote some at its end. Read by you alone. Words of goodbye are sent once and not kept.`,
      ),
      line(
        'Moving',
        'when you move to another post and what becomes of your mentoring, where you said so: the other is told that. Where to is read by you alone.',
      ),
      line('Reminders', 'how you want to be reminded, and when you are away. Read by you alone.'),
      line(
        'A log',
        'who did what and when, without anything that was written. For finding faults and misuse.',
      ),
    ]),
    text(
      'What you write is kept encrypted, and shown to nobody but those named above. Confidentiality has limits that your scheme tells you, such as serious risk to somebody.',
    ),
    text([
      bold('People to avoid: '),
      'you can name people whom you would rather not be matched with. They never learn of it, and nor does anybody else.',
    ]),
    text([
      bold('A copy: '),
      'the buttons send you a file with everything that is yours in the lines above, what you wrote included, for a program to read or as PDF to print.',
    ]),
    text([
      bold('After the end: '),
      'a pair can agree that what both can read is made unreadable some time after its mentoring has ended. Both are told before.',
    ]),
    text([
      bold('Erasing: '),
      `this cannot be done from here. Please ask the data protection contact of ${organisationName}.`,
    ]),
    note('Chat programs keep their own copies of messages, under the rules of your organisation.'),
    buttons(
      button('Send me a copy of my data', target('desk', 'send-my-data', person.id), {
        confirm: {
          title: 'Send a copy here?',
          text: 'The file comes to you in this chat. It holds what you wrote, your session records and reflections too, in plain text: please keep it somewhere safe.',
          yes: 'Send it to me',
          no: 'Not now',
        },
      }),
      paperButton('My data as PDF', target('desk', 'my-data-as-pdf', person.id)),
      button('Show my meetings', target('desk', 'meetings', person.id)),
      button('My reminders', target('reminders', 'show', person.id)),
      button('People to avoid', target('private-choices', 'show', person.id)),
    ),
  );
}

/** The file goes to the person alone, through the same way as every message, and is made on its way. */
export function sendOwnData({ person }: PersonFacts): Outcome {
  return {
    confidential: true,
    effects: [
      {
        effect: 'send',
        to: { person: person.id },
        card: card(
          'Your data',
          text('Here is the file you asked for. Delete this message when you have saved it.'),
        ),
        files: [{ kind: 'own-data', data: {} }],
      },
    ],
    reply: answer(card('Your data is on its way', text('It comes to you as a file in a private message.'))),
  };
}

function line(name: string, words: string): readonly Inline[] {
  return [bold(name), `: ${words}`];
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? `no ${many}` : `${count} ${count === 1 ? one : many}`;
}
