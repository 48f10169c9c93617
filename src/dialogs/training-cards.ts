/** What somebody reads of the training that is asked of them, and a coordinator of what somebody has recorded. */

import type { ProposalFacts } from '../mentoring/facts.ts';
import type { Asked } from '../mentoring/parts.ts';
import type { Scheme, Training, TrainingModule } from '../mentoring/records/scheme.ts';
import { sayDate } from '../mentoring/time.ts';
import { standingOf } from '../mentoring/training.ts';
import { sayNumberOf } from '../mentoring/wording.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { someButtons } from './some-buttons.ts';
import { tellApart } from './tell-apart.ts';
import { sayModules, sayStanding } from './training-words.ts';

/** What was just done, with the way to undo it. */
export type Done = { readonly title: string; readonly says: string; readonly undo?: ActionButton };

/** Each with where to do it; of more than these, what is done is listed in short. */
const mostToDo = 6;
const mostDone = 12;

/** `all`: what is still to be done first. */
export function trainingCard(all: readonly Asked[], personId: string, done?: Done): Card {
  const toDo = all.filter(({ standing }) => standing.state !== 'done');
  const finished = all.filter(({ standing }) => standing.state === 'done');
  return tellApart(
    card(
      done?.title ?? 'Your training',
      done === undefined ? undefined : text(done.says),
      done?.undo === undefined ? undefined : buttons(done.undo),
      ...(all.length === 0
        ? [
            empty(
              'No scheme asks you for training.',
              'If one does once you ask for a mentor or offer to be one, it is listed here.',
            ),
          ]
        : []),
      ...toDo.slice(0, mostToDo).flatMap((one) => toDoBlocks(one, personId)),
      ...rest(toDo.length - mostToDo, 'more module is to be done', 'more modules are to be done'),
      ...(finished.length === 0
        ? []
        : [
            text([bold('Done')]),
            list(
              finished
                .slice(0, mostDone)
                .map(({ scheme, module, standing }) => [
                  bold(module.label),
                  ` (${scheme.name}): ${sayStanding(standing)}`,
                ]),
            ),
          ]),
      ...rest(finished.length - mostDone, 'more module is done', 'more modules are done'),
      all.length === 0
        ? undefined
        : note(
            'Nobody is matched before the modules of both are done. Coordinators see what you record, unless they manage or assess you.',
          ),
      someButtons(
        all.length === 0
          ? undefined
          : button('Record or correct a date', target('training', 'record', personId)),
      ),
    ),
  );
}

function toDoBlocks({ scheme, module, standing }: Asked, personId: string): readonly Block[] {
  return [
    text([bold(module.label), ` (${scheme.name}): ${sayStanding(standing)}`]),
    text(module.about),
    buttons(recordButton(scheme, module, personId)),
  ];
}

function rest(more: number, one: string, many: string): readonly Block<never>[] {
  return more > 0 ? [note(`${sayNumberOf(more, one, many)}.`)] : [];
}

export function recordButton({ id }: Pick<Scheme, 'id'>, { value, label }: TrainingModule, personId: string) {
  return button(
    labelWith('Record', label),
    target('training', 'record', personId, { scheme: id, module: value }),
  );
}

/** Modules that stand between somebody and their first meeting, with where to do each and the way to record it. */
export function lackingBlocks(
  scheme: Pick<Scheme, 'id'>,
  lacking: readonly TrainingModule[],
  personId: string,
): readonly Block[] {
  return [
    list(lacking.map((module) => [bold(module.label), `: ${module.about}`])),
    buttons(
      ...lacking.slice(0, mostToDo).map((module) => recordButton(scheme, module, personId)),
      button('See my training', target('training', 'show', personId)),
    ),
  ];
}

/** For one who has asked, or offers: what they can do meanwhile, so that nothing waits for it later. */
export function beforeYouMeetCard(
  scheme: Scheme,
  lacking: readonly TrainingModule[],
  personId: string,
  why: string,
): Card {
  return tellApart(card('Before your first meeting', text(why), ...lackingBlocks(scheme, lacking, personId)));
}

export function lapsingCard(
  scheme: Scheme,
  module: TrainingModule,
  validUntil: string,
  personId: string,
): Card {
  return card(
    'Training to do again soon',
    text(
      `“${module.label}” in ${scheme.name} counts until ${sayDate(validUntil)}. Once you have done it again, tell us the date.`,
    ),
    text(module.about),
    buttons(recordButton(scheme, module, personId)),
  );
}

export function lapsedCard(
  scheme: Scheme,
  module: TrainingModule,
  validUntil: string,
  personId: string,
): Card {
  return card(
    'Training has lapsed',
    text(
      `“${module.label}” in ${scheme.name} counted until ${sayDate(validUntil)}. Mentorings that have begun go on; for a new one, please do it again first.`,
    ),
    text(module.about),
    buttons(recordButton(scheme, module, personId)),
  );
}

/** The scheme has come to see it differently: how long a module counts, or on whose word. */
export function countsNowCard(
  scheme: Scheme,
  module: TrainingModule,
  training: Training,
  today: string,
): Card {
  return card(
    'How your training counts has changed',
    text([bold(module.label), ` (${scheme.name}): ${sayStanding(standingOf(module, training, today))}`]),
    note('Mentorings that have begun go on as they are.'),
    buttons(button('See my training', target('training', 'show', training.personId))),
  );
}

/** For the coordinators who may hear of this person. */
export function toConfirmCard(
  scheme: Scheme,
  module: TrainingModule,
  training: Training,
  name: string,
): Card {
  const args = { training: training.id };
  return card(
    'Training to confirm',
    text(
      `${name} has recorded “${module.label}” in ${scheme.name}, done on ${sayDate(training.doneOn)}. It counts once you confirm it.`,
    ),
    buttons(
      button(labelWith('Confirm', name), target('scheme-training', 'confirm', scheme.id, args), {
        style: 'primary',
      }),
      button(labelWith('Not yet:', name), target('scheme-training', 'not-yet', scheme.id, args)),
    ),
  );
}

/** Takes the place of the coordinators' card once there is nothing to confirm. */
export const takenBackCard: Card = card(
  'There is nothing left to confirm',
  text('The date was changed or taken back. There is nothing left to do here.'),
);

/** For the person: a coordinator has confirmed what they recorded. */
export function confirmedCard(scheme: Scheme, module: TrainingModule, personId: string): Card {
  return card(
    'Your training is confirmed',
    text(`“${module.label}” counts in ${scheme.name} from now on. Thank you for doing it.`),
    buttons(button('See my training', target('training', 'show', personId))),
  );
}

/** For the person: it does not count, and what to do about it. `again`: it had been confirmed before. */
export function notConfirmedCard(
  scheme: Scheme,
  module: TrainingModule,
  personId: string,
  again = false,
): Card {
  return card(
    again ? 'A confirmation was taken back' : 'Your training could not be confirmed yet',
    text(
      `The coordinators of ${scheme.name} could not confirm “${module.label}”${again ? ' after all' : ''}. Maybe the date is not right, or something is still to be done.`,
    ),
    text(module.about),
    buttons(
      recordButton(scheme, module, personId),
      button('See my training', target('training', 'show', personId)),
    ),
  );
}

/** For a mentor who would accept: the one who asks has something to finish, and knows it. */
export function menteeTrainsCard(
  menteeName: string,
  lacking: readonly TrainingModule[],
  proposalId: string,
): Card {
  return card(
    'They have something to finish first',
    text(
      `Thank you. Before a first meeting is booked, ${shortName(menteeName)} does ${sayModules(lacking)}. They know, and have been asked to. Once it is done this request comes to you again, and you accept then.`,
    ),
    note('Nothing runs out for you meanwhile.'),
    buttons(button('Decline this request', target('answer-proposal', 'decline', proposalId))),
  );
}

/** For a mentor who would accept and has something to do first. */
export function mentorTrainsCard(
  { scheme, proposal }: ProposalFacts,
  lacking: readonly TrainingModule[],
): Card {
  return tellApart(
    card(
      'Before you take on somebody new',
      text(
        `${scheme.name} asks its mentors for ${sayModules(lacking)}. Once it is recorded you can accept; the request stays open to you meanwhile.`,
      ),
      ...lackingBlocks(scheme, lacking, proposal.mentorId),
      buttons(
        button('Accept and choose a time', target('answer-proposal', 'accept', proposal.id)),
        button('Decline this request', target('answer-proposal', 'decline', proposal.id)),
      ),
    ),
  );
}

/** For the mentee, who would choose one of a mentor's times. */
export function trainBeforeChoosingCard(
  { scheme, request, proposal }: ProposalFacts,
  lacking: readonly TrainingModule[],
): Card {
  return tellApart(
    card(
      'One thing before you choose',
      text(
        `${scheme.name} asks you for ${sayModules(lacking)} before your first meeting. Once it is recorded, come back here and choose.`,
      ),
      ...lackingBlocks(scheme, lacking, request.menteeId),
      buttons(button('Choose one of these times', target('answer-proposal', 'choose', proposal.id))),
    ),
  );
}
