/** How a scheme works, changed by its coordinators in one form. */

import type { PersonContext } from '../engine/dialog.ts';
import type { TimerChange } from '../engine/effect.ts';
import { refuse, replaceWith } from '../engine/reply.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records.ts';
import { nextWeekly, sayZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { LONGEST_NAME } from './scheme-names.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export function settingsForm({ scheme }: SchemeFacts) {
  const { digest } = scheme;
  return form({
    title: 'Settings of the scheme',
    intro: [
      text('Areas of work and coordinators have buttons of their own at the desk.'),
      text(
        digest === undefined
          ? 'No channel gets the weekly digest yet. Type “admin” in the channel where it should go.'
          : `The weekly digest goes to ${digest.channel.name}, in ${sayZone(digest.zone)}.`,
      ),
    ],
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
        required: true,
        maxLength: 500,
        value: scheme.about,
      },
      acceptsRequests: {
        kind: 'yesNo',
        label: 'People can ask for a mentor now',
        required: true,
        value: scheme.acceptsRequests,
      },
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
      weekday: {
        kind: 'oneOf',
        label: 'Day of the weekly digest',
        required: true,
        options: weekdays.map((label, index) => ({ value: String(index + 1), label })),
        value: String(digest?.weekday ?? 1),
      },
      time: {
        kind: 'time',
        label: 'Time of the weekly digest',
        required: true,
        value: digest?.time ?? '09:00',
      },
    },
    submit: 'Keep the settings',
  });
}

export function keepSettings(
  { scheme }: SchemeFacts,
  values: FormValues<ReturnType<typeof settingsForm>['fields']>,
  { now }: PersonContext,
): Outcome {
  const { weekday, time, ...plain } = values;
  if (plain.expiryDays <= plain.replyDays)
    return { reply: refuse({ expiryDays: `Please give more than ${plain.replyDays} days.` }) };
  const digest = scheme.digest && { ...scheme.digest, weekday: Number(weekday), time };
  return {
    changes: [update('scheme', scheme.id, digest === undefined ? plain : { ...plain, digest })],
    timers: digest === undefined ? [] : [digestTimer(scheme.id, digest, now)],
    reply: replaceWith(keptCard(scheme, { ...scheme, ...plain, ...(digest && { digest }) })),
  };
}

/** With each value that is new and the one before it, so that a slip is seen and can be put right. */
function keptCard(before: Scheme, after: Scheme): Card {
  const changed = Object.entries(sayAll(before)).flatMap(([name, was]) => {
    const is = sayAll(after)[name] ?? '';
    return is === was ? [] : [`${name}: ${is} (was: ${was})`];
  });
  return card(
    changed.length === 0 ? 'Nothing has changed' : 'Settings kept',
    changed.length === 0 ? text(`${after.name} works as before.`) : list(changed),
    before.about === after.about ? undefined : text('Who the scheme is for has new words.'),
    changed.length === 0 ? undefined : note(whatFollows(after)),
    buttons(
      button('Change the settings again', target('scheme-desk', 'settings', after.id)),
      button('Open the coordinators’ desk', target('scheme-desk', 'show', after.id)),
    ),
  );
}

function whatFollows({ name, acceptsRequests }: Scheme): string {
  return acceptsRequests
    ? `${name} works by these from now on. Requests that are under way keep their dates.`
    : `${name} takes no new requests for now. Those under way go on.`;
}

/** Every setting that is short enough to be said before and after. */
function sayAll(scheme: Scheme): Readonly<Record<string, string>> {
  return {
    Name: scheme.name,
    'Takes requests': scheme.acceptsRequests ? 'yes' : 'no',
    'A mentor is reminded after': sayDays(scheme.replyDays),
    'Somebody else is asked after': sayDays(scheme.expiryDays),
    'Between meetings': sayDays(scheme.cadenceDays),
    'A meeting lasts': `${scheme.meetingMinutes} minutes`,
    ...(scheme.digest !== undefined && { 'Weekly digest': sayDigestTime(scheme.digest) }),
  };
}

function sayDays(days: number): string {
  return days === 1 ? 'one day' : `${days} days`;
}

/** Sets the next digest; setting it again moves it. */
export function digestTimer(
  schemeId: string,
  digest: Pick<NonNullable<Scheme['digest']>, 'weekday' | 'time' | 'zone'>,
  now: Date,
): TimerChange {
  return {
    timer: 'set',
    key: `scheme:${schemeId}:digest`,
    to: target('scheme-desk', 'digest-due', schemeId),
    at: nextWeekly(now, digest),
  };
}

/** "Mondays at 09:00 (London time)". */
export function sayDigestTime({ weekday, time, zone }: NonNullable<Scheme['digest']>): string {
  return `${weekdays[weekday - 1] ?? 'Monday'}s at ${time} (${sayZone(zone)})`;
}
