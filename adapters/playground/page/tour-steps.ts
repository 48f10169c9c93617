/** What the visitor is led through: a first walk, and how the same mentoring ends. */

import type { PersonSummary, Role } from '../api-types.ts';
import type { State } from './store.ts';

/** A part of a sentence; the page makes a link or a button of what is not plain words. */
export type Part =
  | string
  | { readonly be: PersonSummary | undefined }
  | { readonly type: string; readonly as: PersonSummary | undefined }
  | { readonly move: 'next' | 'week'; readonly label: string };

export type Step = {
  readonly title: string;
  readonly says: readonly Part[];
  /** Whoever of these sends a form has taken the step; `clock`: whatever the clock set off. */
  readonly by?: readonly (Role | 'clock')[];
  /** The step is taken once this is on somebody's screen. */
  readonly when?: (state: State) => boolean;
};

export type Chapter = { readonly title: string; readonly intro: string; readonly steps: readonly Step[] };

/** One pair across two platforms, where the people allow it. */
export function chaptersFor(people: readonly PersonSummary[]): readonly Chapter[] {
  const find = (role: Role, platform: PersonSummary['platform']) =>
    people.find((one) => one.role === role && one.platform === platform) ??
    people.find((one) => one.role === role);
  const mentee = find('mentee', 'slack');
  const mentor = find('mentor', 'teams');
  const coordinator = find('coordinator', 'slack');
  const next: Part = { move: 'next', label: 'Next thing that happens' };

  return [
    {
      title: 'A first walk',
      intro:
        'You can be everybody here. The people are invented; the bot, its database and its messages are real.',
      steps: [
        {
          title: 'Ask for a mentor',
          says: [
            'Be ',
            { be: mentee },
            ', type ',
            { type: '/mentor ask', as: mentee },
            ' and fill in the form.',
          ],
          by: ['mentee'],
        },
        {
          title: 'Find somebody who fits',
          says: [
            'Be ',
            { be: coordinator },
            `, the coordinator. In the message about it, press Choose whom to ask, and pick ${mentor?.name ?? 'a mentor'}.`,
          ],
          by: ['coordinator'],
        },
        {
          title: 'Say yes',
          says: [
            'Be ',
            { be: mentor },
            ', the mentor. Press Accept and choose a time, and pick one of those offered.',
          ],
          by: ['mentor'],
        },
        {
          title: 'Let time pass',
          says: ['Press ', next, ' until the reminder is out, then look at both sides.'],
          by: ['clock'],
        },
        {
          title: 'Did you meet?',
          says: [
            'Go on until Rapport asks. Be ',
            { be: mentee },
            ' again, answer, and write the session record.',
          ],
          by: ['mentee', 'mentor'],
        },
      ],
    },
    {
      title: 'Then silence',
      intro: 'Nobody books, nobody writes. Whatever else Rapport says on the way may stay unanswered.',
      steps: [
        {
          title: 'One question',
          says: [
            'Press ',
            { move: 'week', label: '+1 week' },
            ' until both are asked whether they have met since. Leave it unanswered.',
          ],
          when: sees(mentee, /^Have you met since\?/u),
        },
        {
          title: 'Each alone',
          says: [
            'Go on until ',
            { be: mentee },
            ' and ',
            { be: mentor },
            ' are asked how it is going: each alone, and neither sees what the other answers.',
          ],
          when: sees(mentee, /^How is it going with /u),
        },
        {
          title: 'A natural ending, and thanks',
          says: [
            'Be ',
            { be: mentee },
            ', press It has come to its natural end, and send the form with a word of thanks. Then look at ',
            { be: mentor },
            '.',
          ],
          when: sees(mentee, /^This mentoring has ended/u),
        },
        {
          title: 'The week, in figures',
          says: [
            'Press ',
            next,
            ' until Monday morning. Be ',
            { be: coordinator },
            ' and look into the coordinators’ channel: figures and a picture, no names, no content.',
          ],
          when: sees(coordinator, /: the week[^]*Pairs ended: (?!none)/u),
        },
      ],
    },
  ];
}

function sees(person: PersonSummary | undefined, words: RegExp): (state: State) => boolean {
  return ({ screens }) =>
    screens.get(person?.id ?? '')?.messages.some(({ text }) => words.test(text)) === true;
}
