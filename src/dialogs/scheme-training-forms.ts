/** The forms with which coordinators say which training a scheme asks for. */

import type { SchemeFacts } from '../mentoring/facts.ts';
import type { TrainingModule } from '../mentoring/records/scheme.ts';
import { currentModules } from '../mentoring/training.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import type { PersonContext } from '../engine/dialog.ts';
import { modulesCard } from './scheme-training-cards.ts';

/** More than these, and nobody would come to meet. */
export const MOST_MODULES = 10;
const LONGEST_LABEL = 70;
const LONGEST_ABOUT = 300;

/** A new module, or one that is to be changed. */
export function moduleForm(before: TrainingModule | undefined) {
  return form({
    title: before === undefined ? 'Add training' : 'Change training',
    intro: [
      text(
        'Nobody is matched before having done what the scheme asks of them. A mentor who has not is not proposed to anybody meanwhile. Pairs that have begun are not affected.',
      ),
    ],
    fields: {
      label: {
        kind: 'text',
        label: 'What it is called',
        maxLength: LONGEST_LABEL,
        value: before?.label,
        required: true,
      },
      about: {
        kind: 'longText',
        label: 'Where it is done',
        hint: 'A link, or whom to ask. Say also what counts instead.',
        maxLength: LONGEST_ABOUT,
        value: before?.about,
        required: true,
      },
      who: {
        kind: 'oneOf',
        label: 'Who does it?',
        options: [
          { value: 'mentor', label: 'Mentors' },
          { value: 'mentee', label: 'Mentees' },
          { value: 'both', label: 'Mentors and mentees' },
        ],
        value: before?.who,
        required: true,
      },
      confirmedBy: {
        kind: 'oneOf',
        label: 'Whose word counts?',
        options: [
          { value: 'self', label: 'That of whoever did it' },
          { value: 'coordinator', label: 'A coordinator confirms it' },
        ],
        value: before?.confirmedBy ?? 'self',
        required: true,
      },
      validMonths: {
        kind: 'number',
        label: 'For how many months does it count?',
        hint: 'Leave empty where it need not be done again.',
        min: 1,
        max: 120,
        value: before?.validMonths,
        required: false,
      },
    },
    submit: before === undefined ? 'Ask for it' : 'Keep the change',
  });
}

export type ModuleValues = FormValues<ReturnType<typeof moduleForm>['fields']>;

export function moduleFrom(value: string, said: ModuleValues): TrainingModule {
  const { label, about, who, confirmedBy, validMonths } = said;
  return {
    value,
    label,
    about,
    who: who === 'mentor' || who === 'mentee' ? who : 'both',
    confirmedBy: confirmedBy === 'coordinator' ? confirmedBy : 'self',
    ...(validMonths !== undefined && { validMonths }),
  };
}

export function retireForm(facts: SchemeFacts, { now }: PersonContext) {
  const options = optionsOf(currentModules(facts.scheme));
  if (options.length === 0) return modulesCard(facts, now);
  return form({
    title: 'Retire training',
    intro: [text('It is asked of nobody any more. Who has done it stays known, and you can bring it back.')],
    fields: { module: { kind: 'oneOf', label: 'Which training?', options, required: true } },
    submit: 'Retire it',
  });
}

export function bringBackForm(facts: SchemeFacts, { now }: PersonContext) {
  const { modules } = facts.scheme;
  const options = optionsOf(modules.filter(({ retired }) => retired === true));
  if (options.length === 0 || currentModules(facts.scheme).length >= MOST_MODULES)
    return modulesCard(facts, now);
  return form({
    title: 'Bring back training',
    intro: [text('It is asked for again, and whoever it concerns now is told.')],
    fields: { module: { kind: 'oneOf', label: 'Which training?', options, required: true } },
    submit: 'Bring it back',
  });
}

/** No two current or retired ones have one name. The newest retired ones are the likeliest to come back. */
function optionsOf(modules: readonly TrainingModule[]) {
  return modules.slice(-100).map(({ value, label }) => ({ value, label }));
}
