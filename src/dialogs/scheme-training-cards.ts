/** What coordinators see of a scheme's training: the modules, what waits for their word, and who has done what. */

import { isUnderWay, triagersOf } from '../mentoring/asking.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Training, TrainingModule } from '../mentoring/records/scheme.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import { currentModules, modulesFor, standingOf, trainingIn } from '../mentoring/training.ts';
import type { Part } from '../mentoring/training.ts';
import { joinWords, nameOf, sayNumberOf, zoneOf } from '../mentoring/wording.ts';
import type { ActionButton, Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, empty, list, note, text } from '../ui/view.ts';
import { shortName } from './asking-words.ts';
import { target } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { tellApart } from './tell-apart.ts';
import { sayBriefly, sayDemands } from './training-words.ts';

/** What was just done, with the way to undo it. */
export type Done = { readonly title: string; readonly says: string; readonly undo?: ActionButton };

const mostWaiting = 3;
const mostPeople = 15;
/** Of one person; how many more there are is said. */
const mostSaid = 2;
const retiredShown = 10;

export function modulesCard(facts: SchemeFacts, now: Date, done?: Done): Card {
  const { scheme } = facts;
  const current = currentModules(scheme);
  const retired = scheme.modules.filter((one) => one.retired === true);
  return tellApart(
    card(
      done?.title ?? `${scheme.name}: training`,
      done === undefined ? undefined : text(done.says),
      done?.undo === undefined ? undefined : buttons(done.undo),
      ...(current.length === 0
        ? [
            empty(
              'No training is asked for.',
              'You can ask mentors, mentees or both to do some before they are matched.',
            ),
          ]
        : [
            text('Before they are matched, people do this:'),
            list(current.map((module) => [bold(module.label), `: ${sayDemands(module)}`])),
          ]),
      retired.length === 0 ? undefined : note(`Retired: ${sayRetired(retired)}.`),
      ...waitingBlocks(facts, now),
      buttons(
        button('Add training', target('scheme-training', 'add', scheme.id)),
        ...current.map(({ value, label }) =>
          button(
            labelWith('Change', label),
            target('scheme-training', 'change', scheme.id, { module: value }),
          ),
        ),
      ),
      buttons(
        current.length === 0
          ? undefined
          : button('Who has done it', target('scheme-training', 'people', scheme.id)),
        current.length === 0
          ? undefined
          : button('Retire training', target('scheme-training', 'retire', scheme.id)),
        retired.length === 0
          ? undefined
          : button('Bring back training', target('scheme-training', 'bring-back', scheme.id)),
        button('Show the settings', target('scheme-settings', 'show', scheme.id)),
        button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id)),
      ),
    ),
  );
}

/** What people have recorded and only a coordinator's word makes count, oldest first. */
export function toConfirm(
  { scheme, people, trainings = [] }: SchemeFacts,
  now: Date,
): readonly { readonly training: Training; readonly module: TrainingModule }[] {
  return trainings.flatMap((training) => {
    const module = currentModules(scheme).find(({ value }) => value === training.module);
    if (module === undefined) return [];
    const today = inZone(now, zoneOf(people, training.personId)).date;
    return standingOf(module, training, today).state === 'waiting' ? [{ training, module }] : [];
  });
}

/** How mentors and those who ask stand with their training: of whom this coordinator may hear. */
export function peopleCard(facts: SchemeFacts, coordinatorId: string, now: Date): Card {
  const { scheme, people } = facts;
  const all = [...partsOf(facts, coordinatorId)]
    .filter(([, parts]) => modulesFor(scheme, parts).length > 0)
    .map(([id, parts]) => ({ name: nameOf(people, id), said: sayStandings(facts, id, parts, now), id }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB') || (one.id < other.id ? -1 : 1));
  const lacking = all.filter(({ said }) => said !== undefined);
  const more = lacking.length - mostPeople;
  return card(
    `${scheme.name}: who has done the training`,
    all.length === 0
      ? empty('Nobody offers or asks here whose training you look after.')
      : text(
          lacking.length === 0
            ? 'Everybody who offers or asks here has done all of it.'
            : `${sayNumberOf(all.length - lacking.length, 'person has', 'people have')} done all of it. The others:`.replace(
                /^./,
                (first) => first.toUpperCase(),
              ),
        ),
    lacking.length === 0
      ? undefined
      : list(
          lacking.slice(0, mostPeople).map(({ name, said = '' }) => [bold(shortName(name)), `: ${said}.`]),
        ),
    more > 0
      ? note(`${sayNumberOf(more, 'more person has', 'more people have')} something to do.`)
      : undefined,
    note('People whom you manage or assess are looked after by the other coordinators, and are not shown.'),
    buttons(button('Show the training', target('scheme-training', 'show', scheme.id))),
  );
}

/** Who plays which part, as far as this coordinator may know: everybody sees who offers, not who asks. */
function partsOf(facts: SchemeFacts, coordinatorId: string): ReadonlyMap<string, readonly Part[]> {
  const { pool, requests } = facts;
  const parts = new Map<string, readonly Part[]>();
  for (const { offer } of pool)
    if (offer.state !== 'closed' && mayHearOf(facts, coordinatorId, offer.personId))
      parts.set(offer.personId, ['mentor']);
  for (const { request } of requests)
    if (isUnderWay(request) && mayHearOf(facts, coordinatorId, request.menteeId, request.conflictIds))
      parts.set(request.menteeId, [...(parts.get(request.menteeId) ?? []), 'mentee']);
  return parts;
}

/** Whether this coordinator may know how somebody stands: they neither manage nor assess them. */
export function mayHearOf(
  { scheme, reportingLines }: Pick<SchemeFacts, 'scheme' | 'reportingLines'>,
  coordinatorId: string,
  personId: string,
  conflictIds: readonly string[] = [],
): boolean {
  return triagersOf(scheme, { menteeId: personId, conflictIds }, reportingLines).includes(coordinatorId);
}

/** What is not done; absent where all is. */
function sayStandings(
  { scheme, people, trainings }: SchemeFacts,
  personId: string,
  parts: readonly Part[],
  now: Date,
): string | undefined {
  const today = inZone(now, zoneOf(people, personId)).date;
  const said = modulesFor(scheme, parts).flatMap((module) => {
    const of = { schemeId: scheme.id, personId, module: module.value };
    const standing = standingOf(module, trainingIn(trainings, of), today);
    return standing.state === 'done' ? [] : [sayBriefly(module, standing)];
  });
  if (said.length === 0) return undefined;
  const more = said.length - mostSaid;
  return [...said.slice(0, mostSaid), ...(more > 0 ? [`and ${sayNumberOf(more, 'more', 'more')}`] : [])].join(
    '; ',
  );
}

function waitingBlocks(facts: SchemeFacts, now: Date): readonly Block[] {
  const { scheme, people } = facts;
  const waiting = toConfirm(facts, now);
  const more = waiting.length - mostWaiting;
  return [
    ...(waiting.length === 0 ? [] : [text([bold('To confirm')])]),
    ...waiting.slice(0, mostWaiting).flatMap(({ training, module }): Block[] => {
      const name = nameOf(people, training.personId);
      const args = { training: training.id };
      return [
        text(`${shortName(name)}: “${module.label}”, done on ${sayDate(training.doneOn)}.`),
        buttons(
          button(labelWith('Confirm', name), target('scheme-training', 'confirm', scheme.id, args)),
          button(labelWith('Not yet:', name), target('scheme-training', 'not-yet', scheme.id, args)),
        ),
      ];
    }),
    ...(more > 0 ? [note(`${sayNumberOf(more, 'more waits', 'more wait')} to be confirmed.`)] : []),
  ];
}

function sayRetired(retired: readonly TrainingModule[]): string {
  const shown = retired.slice(-retiredShown).map(({ label }) => label);
  const more = retired.length - shown.length;
  return joinWords(more > 0 ? [...shown, `${more} more`] : shown);
}
