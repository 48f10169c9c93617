/**
 * Which organisation and which scheme a command is about: as `--organisation` and `--scheme` say it, or because there is
 * only one.
 */

import { StartError } from '../../errors.ts';
import type { Choice } from '../../mentoring/records/scheme.ts';
import { organisationName, schemesOf } from '../../store/operator.ts';
import type { Given } from './command.ts';
import type { Deployment } from './deployment.ts';

export type ChosenScheme = {
  readonly organisationId: string;
  readonly id: string;
  readonly name: string;
  readonly areas: readonly Choice[];
};

/** What commands that choose so offer, and say of it in their help. */
export const choosing = {
  options: { scheme: { type: 'string' }, organisation: { type: 'string' } },
  synopsis: '[--scheme NAME] [--organisation NAME]',
} as const;

/** Throws a StartError that names the schemes where it is not clear which is meant. */
export async function chooseScheme(deployment: Deployment, given: Given): Promise<ChosenScheme> {
  const organisations = await organisationsMeant(deployment, given);
  const found = await Promise.all(
    organisations.map(async ({ id: organisationId }) => {
      const schemes = await deployment.inOrganisation(organisationId, schemesOf);
      return schemes.map((scheme) => ({ ...scheme, organisationId }));
    }),
  );
  const schemes = found.flat();
  if (schemes.length === 0)
    throw new StartError(
      'There is no scheme yet. Set one up with: rapport coordinator add EMAIL --scheme NAME',
    );
  const name = given.option('scheme');
  const [only, second] = schemes.filter((scheme) => name === undefined || isCalled(scheme, name));
  if (only === undefined)
    throw new StartError(`There is no scheme "${name ?? ''}". There is: ${namesOf(schemes)}.`);
  if (second === undefined) return only;
  throw new StartError(
    name === undefined
      ? `There are ${schemes.length} schemes: ${namesOf(schemes)}. Say which with --scheme.`
      : `Several organisations have a scheme "${name}". ${sayWhich(organisations)}`,
  );
}

/** Where a command is about all of an organisation. Throws a StartError where it is not clear which is meant. */
export async function chooseOrganisation(deployment: Deployment, given: Given): Promise<string> {
  const organisations = await organisationsMeant(deployment, given);
  const [only, second] = organisations;
  if (only !== undefined && second === undefined) return only.id;
  if (given.option('scheme') !== undefined) return (await chooseScheme(deployment, given)).organisationId;
  throw new StartError(`There are ${organisations.length} organisations. ${sayWhich(organisations)}`);
}

export type Named = { readonly id: string; readonly name: string };

/** Those that `--organisation` names, or all. Throws a StartError where there is none. */
export async function organisationsMeant(
  { organisationIds, inOrganisation }: Deployment,
  given: Given,
): Promise<readonly Named[]> {
  if (organisationIds.length === 0)
    throw new StartError(
      'Nobody is known yet: Rapport has not been started with this database and a platform. Start it first.',
    );
  const all = await Promise.all(
    organisationIds.map(async (id) => ({ id, name: await inOrganisation(id, organisationName) })),
  );
  const wanted = given.option('organisation');
  const meant = all.filter((one) => wanted === undefined || one.id === wanted || isCalled(one, wanted));
  if (meant.length > 0) return meant;
  throw new StartError(`There is no organisation "${wanted ?? ''}". There is: ${namesOf(all)}.`);
}

/** Two workspaces may have one name: then only their ids tell them apart. */
export function sayWhich(organisations: readonly Named[]): string {
  const listed = organisations.map(({ id, name }) => `"${name}" (${id})`).toSorted();
  return `Say which with --organisation, by name or id: ${listed.join(', ')}.`;
}

function isCalled({ name }: { readonly name: string }, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}

function namesOf(all: readonly { readonly name: string }[]): string {
  return all
    .map(({ name }) => `"${name}"`)
    .toSorted()
    .join(', ');
}
