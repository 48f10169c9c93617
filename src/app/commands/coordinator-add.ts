/**
 * `rapport coordinator add`: makes somebody a coordinator, and founds the first scheme where there is none. In Slack an
 * administrator can do the latter in the chat; Teams does not say who is one.
 */

import { randomUUID } from 'node:crypto';
import { alreadyFounded, foundScheme } from '../../dialogs/admin.ts';
import { newAreas, readAreaNames } from '../../dialogs/scheme-names.ts';
import type { PersonContext } from '../../engine/dialog.ts';
import type { AuditEntry } from '../../engine/ports.ts';
import { StartError } from '../../errors.ts';
import type { PersonFacts } from '../../mentoring/facts.ts';
import type { Scheme } from '../../mentoring/records/scheme.ts';
import { appendAudit } from '../../store/audit.ts';
import { ensureCoordinator } from '../../store/organisations.ts';
import { demoScheme } from '../demo.ts';
import { UsageError } from './command.ts';
import type { Command, Given } from './command.ts';
import { withDeployment } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { emailFrom, findPersonByEmail } from './find-person.ts';
import type { Found } from './find-person.ts';

export const coordinatorAddCommand: Command = {
  name: 'coordinator add',
  synopsis: 'EMAIL [--scheme NAME] [--organisation NAME] [--about TEXT] [--area NAME ...]',
  summary: 'Make somebody a coordinator; set up the first scheme.',
  details: [
    'EMAIL is the address that Slack or Teams has for them. Somebody is known once the directory of the workspace was',
    'read (Slack), or once they have written to Rapport or are in a team that it was added to (Teams).',
    '',
    'Where there is no scheme yet, --scheme NAME sets one up with this person as its coordinator. --about says who it is',
    'for; --area, as often as you like, names what people may ask for, in place of a usual list. All of it can be changed',
    'afterwards by the coordinators, in the chat (admin).',
    '',
    'Where several organisations know the address, --organisation says in which, by its name or id.',
    '',
    '  rapport coordinator add helen@example.org --scheme "Mentoring at Meadowbank"',
  ],
  words: { least: 1, most: 1 },
  options: {
    scheme: { type: 'string' },
    organisation: { type: 'string' },
    about: { type: 'string' },
    area: { type: 'string', multiple: true },
  },
  run: async (given, { env, say }) => {
    const email = emailFrom(given);
    const wanted = readScheme(given);
    return withDeployment(env, async (deployment) => {
      const person = await findPersonByEmail(deployment, email, given);
      if (!person.belongs) throw new StartError(`${person.name} has left. Nothing was changed.`);
      for (const line of await addCoordinator(deployment, person, wanted)) say(line);
      return 0;
    });
  },
};

type WantedScheme = {
  readonly name: string | undefined;
  readonly about: string | undefined;
  readonly areas: Scheme['areas'] | undefined;
};

const longestName = 60;
const longestAbout = 500;
const usualAbout = 'For every doctor here who would like a mentor, at any stage.';

function readScheme(given: Given): WantedScheme {
  const name = given.option('scheme');
  const about = given.option('about');
  const areas = given.each('area');
  if (name !== undefined && name.length > longestName)
    throw new UsageError(`the name of the scheme may have ${longestName} characters at most.`);
  if (about !== undefined && about.length > longestAbout)
    throw new UsageError(`--about may have ${longestAbout} characters at most.`);
  if (areas.length === 0) return { name, about, areas: undefined };
  const read = readAreaNames(areas.join('\n'));
  if ('why' in read) throw new UsageError(`--area: ${read.why}`);
  return { name, about, areas: newAreas(read.names) };
}

async function addCoordinator(
  { store, inOrganisation }: Deployment,
  person: Found,
  wanted: WantedScheme,
): Promise<readonly string[]> {
  const { organisationId } = person;
  const now = new Date();
  const founded = await store.transact(organisationId, async (tx) => {
    // The store loads these facts for a subject of this name.
    const facts = (await tx.loadFacts('person', person.id, person.id, now)) as PersonFacts | undefined;
    if (facts === undefined) throw new Error(`Person ${person.id} was found and is gone`);
    if (alreadyFounded(facts) !== undefined) return { facts, scheme: undefined };
    const { outcome, scheme } = found(facts, person, wanted, now);
    await tx.apply(outcome.changes ?? [], now);
    for (const entry of entries(person, 'found-scheme', scheme.id, now)) await tx.audit(entry);
    return { facts, scheme };
  });
  if (founded.scheme !== undefined) return tellFounded(founded.scheme, person);
  const scheme = choose(founded.facts.schemes, wanted);
  if (scheme.coordinatorIds.includes(person.id))
    return [`${person.name} is a coordinator of ${scheme.name} already.`];
  await inOrganisation(organisationId, async (scope) => {
    await ensureCoordinator(scope, scheme.id, person.id);
    for (const entry of entries(person, 'add-coordinator', scheme.id, now)) await appendAudit(scope, entry);
  });
  return [
    `${person.name} is now a coordinator of ${scheme.name}. They type "admin" to Rapport to see the coordinators' desk.`,
  ];
}

/** The same as when an administrator presses the button, so that both ways lead to the same scheme. */
function found(facts: PersonFacts, person: Found, wanted: WantedScheme, now: Date) {
  if (wanted.name === undefined)
    throw new StartError(
      'There is no scheme yet. Say what the first one is called: rapport coordinator add EMAIL --scheme NAME',
    );
  const areas = wanted.areas ?? demoScheme.areas;
  const context: PersonContext = {
    now,
    actor: { id: person.id, name: person.name, zone: facts.person.zone },
    newId: () => randomUUID(),
    args: {},
    words: '',
    picked: {},
    channel: undefined,
  };
  const values = {
    name: wanted.name,
    about: wanted.about ?? usualAbout,
    areas: areas.map(({ label }) => label).join('\n'),
  };
  const outcome = foundScheme(facts, values, context);
  const [change] = outcome.changes ?? [];
  if (change?.change !== 'insert' || change.noun !== 'scheme')
    throw new Error('Founding a scheme begins with the scheme');
  return { outcome, scheme: change.row };
}

function choose(schemes: readonly Scheme[], { name }: WantedScheme): Scheme {
  const names = schemes
    .map((scheme) => `"${scheme.name}"`)
    .toSorted()
    .join(', ');
  const [only, second] = schemes;
  if (name === undefined) {
    if (only !== undefined && second === undefined) return only;
    throw new StartError(`There are ${schemes.length} schemes: ${names}. Say which with --scheme.`);
  }
  const named = schemes.find((scheme) => scheme.name.toLowerCase() === name.toLowerCase());
  if (named === undefined) throw new StartError(`There is no scheme "${name}". There is: ${names}.`);
  return named;
}

function tellFounded(scheme: Scheme, person: Found): readonly string[] {
  return [
    `${scheme.name} is set up, and ${person.name} is its coordinator.`,
    `People may ask for: ${scheme.areas.map(({ label }) => label).join('; ')}.`,
    'Next: they type "admin" to Rapport for the coordinators\' desk and the settings, and "admin" again in the channel',
    'that should get the weekly digest.',
  ];
}

/** Nobody of the organisation did this; what was done is noted with the scheme and with the person. */
function entries(person: Found, action: string, schemeId: string, at: Date): readonly AuditEntry[] {
  const done = { actorId: undefined, dialog: 'operator', action, at };
  return [
    { ...done, subject: 'scheme', subjectId: schemeId },
    { ...done, subject: 'person', subjectId: person.id },
  ];
}
