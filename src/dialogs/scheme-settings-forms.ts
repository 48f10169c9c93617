/** The short forms with which coordinators change how a scheme works, one for each theme. */

import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import { ATTENDANCE_ONLY } from '../mentoring/scheme-rules.ts';
import { sayZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import { target } from './define.ts';
import { LONGEST_NAME } from './scheme-names.ts';
import { kindChoices, policyChoices, themes, wayChoices, weekdays } from './scheme-words.ts';

export const LONGEST_ABOUT = 500;
/** A declaration, or what is reported back: somebody reads it and says yes to it. */
export const LONGEST_WORDING = 500;
const LONGEST_CONFIDENTIALITY = 1500;
export const MOST_MENTEES = 10;

type OfScheme = Pick<SchemeFacts, 'scheme'>;

/** The values of a form that gives way to a card where there is nothing to fill in. */
export type ValuesOf<Build extends (...args: never[]) => unknown> =
  Exclude<ReturnType<Build>, Card> extends {
    readonly fields: infer F extends Parameters<typeof form>[0]['fields'];
  }
    ? FormValues<F>
    : never;

export function aboutForm({ scheme }: OfScheme) {
  return form({
    title: 'Name and who it is for',
    fields: {
      name: {
        kind: 'text',
        label: 'Name of the scheme',
        required: true,
        maxLength: LONGEST_NAME,
        value: scheme.name,
      },
      about: {
        kind: 'longText',
        label: 'Who the scheme is for',
        hint: 'One or two sentences.',
        required: true,
        maxLength: LONGEST_ABOUT,
        value: scheme.about,
      },
      acceptsRequests: {
        kind: 'yesNo',
        label: 'People can ask for a mentor now',
        required: true,
        value: scheme.acceptsRequests,
      },
    },
    submit: 'Keep these',
  });
}

export function kindForm({ scheme }: OfScheme) {
  return form({
    title: themes.kind,
    intro: [
      text(
        'Formal and informal may change places at any time. Targeted and directed are for a scheme in which nobody offers, asks or meets yet.',
      ),
    ],
    fields: {
      kind: { kind: 'oneOf', label: 'Kind', options: kindChoices, required: true, value: scheme.kind },
      eligibility: {
        kind: 'longText',
        label: 'What people declare when they ask',
        hint: 'Where the scheme is targeted, and left out otherwise. Only its own coordinators see who declared it.',
        required: false,
        maxLength: LONGEST_WORDING,
        value: scheme.eligibility,
      },
      reportBack: {
        kind: 'longText',
        label: 'Exactly what is reported back',
        hint: 'Where the scheme is directed, and left out otherwise. Both accept it word for word before anything starts.',
        required: false,
        maxLength: LONGEST_WORDING,
        value: scheme.reportBack ?? ATTENDANCE_ONLY,
      },
    },
    submit: 'Keep the kind',
  });
}

export function matchingForm({ scheme }: OfScheme) {
  return form({
    title: themes.matching,
    ...(scheme.kind === 'directed' && {
      intro: [text('Directed mentoring is matched by a coordinator only.')],
    }),
    fields: {
      matching: {
        kind: 'manyOf',
        label: 'How do people find a mentor?',
        options: wayChoices,
        required: true,
        value: scheme.matching,
      },
      mostMentees: {
        kind: 'number',
        label: 'Most mentees of one mentor',
        hint: 'Leave empty where each mentor decides. Nobody loses a mentee whom they have.',
        required: false,
        min: 1,
        max: MOST_MENTEES,
        value: scheme.mostMentees,
      },
      introduces: {
        kind: 'yesNo',
        label: 'A coordinator introduces the two to each other',
        required: true,
        value: scheme.introduces,
      },
    },
    submit: 'Keep these',
  });
}

export function answeringForm({ scheme }: OfScheme) {
  return form({
    title: themes.answering,
    fields: {
      replyDays: {
        kind: 'number',
        label: 'Days until a mentor is reminded',
        required: true,
        min: 1,
        max: 30,
        value: scheme.replyDays,
      },
      expiryDays: {
        kind: 'number',
        label: 'Days until somebody else is asked',
        hint: 'Longer than the days until a mentor is reminded.',
        required: true,
        min: 2,
        max: 60,
        value: scheme.expiryDays,
      },
    },
    submit: 'Keep these',
  });
}

export function meetingsForm({ scheme }: OfScheme) {
  return form({
    title: 'Meetings and records',
    intro: [text('Where pairs begin. What a pair has agreed for itself stays as it is.')],
    fields: {
      cadenceDays: {
        kind: 'number',
        label: 'Days between meetings, to begin with',
        required: true,
        min: 7,
        max: 180,
        value: scheme.cadenceDays,
      },
      meetingMinutes: {
        kind: 'number',
        label: 'Minutes of a meeting, to begin with',
        required: true,
        min: 15,
        max: 240,
        value: scheme.meetingMinutes,
      },
      recordsPolicy: {
        kind: 'oneOf',
        label: 'Are records of meetings kept?',
        options: policyChoices,
        required: true,
        value: scheme.recordsPolicy,
      },
      termMonths: {
        kind: 'number',
        label: 'Months that a mentoring is meant to last',
        hint: 'Leave empty where no end is planned.',
        required: false,
        min: 1,
        max: 60,
        value: scheme.termMonths,
      },
    },
    submit: 'Keep these',
  });
}

/** After how many days each of a pair is asked how it goes: here, and where a scheme is set up. */
export function checkInFields({ checkInFirstDays, checkInEveryDays }: Partial<Scheme>) {
  const days = { kind: 'number', required: false, min: 0, max: 365 } as const;
  return {
    checkInFirstDays: {
      ...days,
      label: 'Days until each is asked how it goes',
      hint: 'Each of a pair, alone, with one press. 0 or empty for not at all.',
      value: checkInFirstDays,
    },
    checkInEveryDays: {
      ...days,
      label: 'Days between such questions',
      hint: '0 or empty for once only.',
      value: checkInEveryDays,
    },
  } as const;
}

export function checkInsForm({ scheme }: OfScheme) {
  return form({
    title: themes['check-ins'],
    intro: [
      text(
        'Light, regular contact is what keeps pairs going. Coordinators learn how many say that it goes well, and never who said what.',
      ),
    ],
    fields: checkInFields(scheme),
    submit: 'Keep these',
  });
}

export function confidentialityForm({ scheme }: OfScheme) {
  return form({
    title: themes.confidentiality,
    intro: [
      text(
        'What everybody is told about confidentiality and its limits. New words hold for ground rules that are proposed from then on; a pair that has agreed keeps the words that it agreed to.',
      ),
    ],
    fields: {
      confidentiality: {
        kind: 'longText',
        label: 'Confidentiality and its limits',
        required: true,
        maxLength: LONGEST_CONFIDENTIALITY,
        value: scheme.confidentiality,
      },
    },
    submit: 'Keep these words',
  });
}

export function digestForm({ scheme }: OfScheme) {
  const { digest } = scheme;
  if (digest === undefined)
    return card(
      'No channel gets the weekly digest yet',
      text(
        'Please type “admin” in the channel where it should go. Then you can change its day and time here.',
      ),
      buttons(button('Show the settings', target('scheme-settings', 'show', scheme.id))),
    );
  return form({
    title: themes.digest,
    intro: [
      text(
        `It goes to ${digest.channel.name}, in ${sayZone(digest.zone)}. For another channel, type “admin” there.`,
      ),
    ],
    fields: {
      weekday: {
        kind: 'oneOf',
        label: 'Day of the weekly digest',
        required: true,
        options: weekdays.map((label, index) => ({ value: String(index + 1), label })),
        value: String(digest.weekday),
      },
      time: { kind: 'time', label: 'Time of the weekly digest', required: true, value: digest.time },
    },
    submit: 'Keep day and time',
  });
}
