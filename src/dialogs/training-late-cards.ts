/** Training that somebody has not done for weeks, while mentors wait: what the coordinators choose from, and what it leads to. */

import { openProposals } from '../mentoring/asking.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import type { Scheme, Training, TrainingModule } from '../mentoring/records/scheme.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { standingOf, trainingIn } from '../mentoring/training.ts';
import { capitalise, joinWords, nameOf, sayNumberOf, zoneOf } from '../mentoring/wording.ts';
import type { Block, Card } from '../ui/view.ts';
import { button, buttons, card, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { tellApart } from './tell-apart.ts';
import { lackingBlocks } from './training-cards.ts';
import { sayBriefly, sayModules } from './training-words.ts';

type Recorded = { readonly module: TrainingModule; readonly training: Training };

/** For the coordinators. `recorded`: what waits for nothing but their word. */
export function lateCard(
  about: RequestFacts,
  lacking: readonly TrainingModule[],
  recorded: readonly Recorded[],
  now: Date,
): Card {
  const { request, scheme, people } = about;
  const mentee = nameOf(people, request.menteeId);
  const askedOn = sayDate(inZone(request.askedAt, zoneOf(people, request.menteeId)).date);
  const open = openProposals(about).length;
  return tellApart(
    card(
      `Training keeps ${shortName(mentee)} waiting`,
      text(
        `They asked for a mentor in ${scheme.name} on ${askedOn}, and cannot begin: ${sayStandings(about, lacking, now)}.`,
      ),
      open === 0
        ? undefined
        : text(`${capitalise(sayNumberOf(open, 'mentor waits', 'mentors wait'))} for it, and cannot accept.`),
      text('What would be best for them?'),
      choices(about, recorded, open > 0),
      open === 0
        ? undefined
        : note(
            'If nothing is chosen for six weeks, the mentors are thanked and let go, and the request stays open.',
          ),
    ),
  );
}

function choices({ request, scheme }: RequestFacts, recorded: readonly Recorded[], open: boolean): Block {
  return buttons(
    ...recorded.map(({ module, training }) =>
      button(
        labelWith('Confirm', module.label),
        target('scheme-training', 'confirm', scheme.id, { training: training.id }),
      ),
    ),
    button('Let them begin without it', target('training-late', 'waive', request.id), {
      confirm: {
        title: 'Begin without it?',
        text: 'They are told, and mentors who have the request can accept at once. It holds for this request alone.',
        yes: 'Let them begin',
        no: 'Not now',
      },
    }),
    button('Give them two more weeks', target('training-late', 'extend', request.id)),
    open
      ? button('Let both go for now', target('training-late', 'release', request.id), {
          confirm: {
            title: 'Let both go for now?',
            text: 'The mentors are thanked and free for others. The request stays open, and comes back to you once the training is done.',
            yes: 'Let both go',
            no: 'Not now',
          },
        })
      : undefined,
    button('Open the request', target('triage', 'show', request.id)),
  );
}

function sayStandings(
  { request, scheme, people, trainings }: RequestFacts,
  lacking: readonly TrainingModule[],
  now: Date,
): string {
  const today = inZone(now, zoneOf(people, request.menteeId)).date;
  const of = { schemeId: scheme.id, personId: request.menteeId };
  return joinWords(
    lacking.map((module) =>
      sayBriefly(module, standingOf(module, trainingIn(trainings, { ...of, module: module.value }), today)),
    ),
  );
}

/** Takes the place of the coordinators' card once there is nothing to choose. */
export const noLongerLateCard: Card = card(
  'No training is missing any more',
  text('There is nothing left to do here.'),
);

export type LateChoice = 'waived' | 'extended' | 'released';

/** Takes its place once one of them has chosen. `until`: of more time. */
export function settledLateCard(about: RequestFacts, choice: LateChoice, until = ''): Card {
  const { request, people } = about;
  const name = nameOf(people, request.menteeId);
  return card(
    sayTitle(choice, name),
    text(sayChoice(choice, name, until)),
    buttons(button('Open the request', target('triage', 'show', request.id))),
  );
}

function sayTitle(choice: LateChoice, name: string): string {
  switch (choice) {
    case 'waived':
      return `${shortName(name)} can begin`;
    case 'extended':
      return `${shortName(name)} has more time`;
    case 'released':
      return 'The mentors have been let go';
    default:
      return choice satisfies never;
  }
}

function sayChoice(choice: LateChoice, name: string, until: string): string {
  switch (choice) {
    case 'waived':
      return `The training is not asked for before ${name}’s first meeting. They are told, and so are mentors who have the request.`;
    case 'extended':
      return `${name} has until ${sayDate(until)}, and is told. You hear of it then if it is still missing.`;
    case 'released':
      return `They are thanked, and ${name} is told. The request stays open, and comes back to you once the training is done.`;
    default:
      return choice satisfies never;
  }
}

/** For the one who asked: a coordinator does not ask for it before their first meeting. */
export function waivedCard({ name }: Pick<Scheme, 'name'>, lacking: readonly TrainingModule[]): Card {
  return card(
    'You can begin without it',
    text(
      `The coordinators of ${name} do not ask you for ${sayModules(lacking)} before your first meeting. There is nothing left for you to do; you can still do it whenever you like.`,
    ),
  );
}

/** For the one who asked: nobody waits for them, and what brings it back. */
export function letGoCard({ scheme, request }: RequestFacts, lacking: readonly TrainingModule[]): Card {
  return tellApart(
    card(
      'No mentor waits for you at the moment',
      text(
        `Mentors had your request in ${scheme.name} for some weeks and are free for others again. Your request stays open: as soon as ${sayModules(lacking)} is recorded, the coordinators look for a mentor for you.`,
      ),
      ...lackingBlocks(scheme, lacking, request.menteeId),
      buttons(button('See how my request stands', target('my-request', 'show', request.id))),
    ),
  );
}
