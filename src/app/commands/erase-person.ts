/** `rapport erase person`: makes unreadable, for ever, what somebody has written. */

import { StartError } from '../../errors.ts';
import { appendAudit } from '../../store/audit.ts';
import { findExpected, forgetDetails, removeExpected } from '../../store/expected.ts';
import type { Expected } from '../../store/expected.ts';
import { sealedTextsOf } from '../../store/operator.ts';
import type { SealedTexts } from '../../store/operator.ts';
import { organisationsMeant } from './choose-scheme.ts';
import type { Command, Given } from './command.ts';
import { withDeployment } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { emailFrom, findPersonByEmail } from './find-person.ts';
import type { Found } from './find-person.ts';

export const erasePersonCommand: Command = {
  name: 'erase person',
  synopsis: 'EMAIL [--organisation NAME] [--shared] [--yes]',
  summary: 'Destroy the key of what somebody wrote: nobody can read it any more.',
  details: [
    'Without --yes it only says what would become unreadable.',
    "Under the person's own key are: the words of their requests, their messages when declining and the contacts outside",
    'that they suggested then, their questions to mentors and their answers to such, the session records that they keep',
    'for themselves, their reflections, what they wrote at check-ins, what they answered on the benefits of',
    'mentoring, and messages that still wait to be sent to them.',
    'What a file of a coordinator said of their grade, specialty and region is removed, and so are their one-tap answers',
    'at check-ins.',
    'With --shared also what their pairs share: ground rules, shared session records and next steps. The other person of',
    'each pair loses these, too.',
    '',
    'What stays: name, e-mail address and time zone, which Slack or Teams would tell again; their offers to mentor; who',
    'was paired with whom, dates and states; which words of a directed scheme they accepted, and when; the log of who did',
    'what, without content. Backups made earlier hold the key until they expire. Slack and Teams keep their own copies of',
    'messages.',
    '',
    'Somebody whom only a file has named, and who has no account here, is removed altogether.',
    'Where several organisations know the address, --organisation says in which, by its name or id.',
  ],
  words: { least: 1, most: 1 },
  options: { organisation: { type: 'string' }, shared: { type: 'boolean' }, yes: { type: 'boolean' } },
  run: (given, { env, say }) => {
    const email = emailFrom(given);
    const shared = given.flag('shared');
    return withDeployment(env, async (deployment) => {
      const expected = await expectedAnywhere(deployment, email, given);
      if (expected !== undefined) return remove(deployment, expected, given.flag('yes'), say);
      const person = await findPersonByEmail(deployment, email, given);
      const texts = await deployment.inOrganisation(person.organisationId, (scope) =>
        sealedTextsOf(scope, person.id),
      );
      const lines = describe(texts, shared).map((line) => `  - ${line}`);
      if (!given.flag('yes')) {
        for (const line of [
          `This would make unreadable for ever, for everybody, what ${person.name} wrote:`,
          ...lines,
        ])
          say(line);
        say('Backups made earlier hold the key until they expire; Slack and Teams keep their own copies.');
        throw new StartError('Nothing was erased. To go on, run it again with --yes.');
      }
      await erase(deployment, person, shared ? texts.relationshipIds : []);
      for (const line of [`Erased. What ${person.name} wrote cannot be read any more:`, ...lines]) say(line);
      return 0;
    });
  },
};

function describe(texts: SealedTexts, shared: boolean): readonly string[] {
  const pairs = counted(texts.relationshipIds.length, 'relationship', 'relationships');
  return [
    `the words of ${counted(texts.requests, 'request', 'requests')} for a mentor`,
    counted(texts.messages, 'message that declined a request', 'messages that declined a request'),
    counted(
      texts.contacts,
      'contact outside that they suggested to somebody',
      'contacts outside that they suggested to somebody',
    ),
    counted(texts.questions, 'question that they asked a mentor', 'questions that they asked mentors'),
    counted(texts.answers, 'answer to a question', 'answers to questions'),
    counted(texts.ownRecords, 'session record kept for themselves', 'session records kept for themselves'),
    counted(texts.reflections, 'reflection', 'reflections'),
    `what they wrote at ${counted(texts.checkIns, 'check-in', 'check-ins')}`,
    `the closing words of ${counted(texts.closings, 'mentoring', 'mentorings')}`,
    `where they move to, of ${counted(texts.moves, 'move', 'moves')}`,
    `what they answered to ${counted(texts.surveys, 'survey', 'surveys')} on what mentoring has brought`,
    'messages that still wait to be sent to them',
    shared
      ? `what the pairs of ${pairs} share: ground rules, shared records, next steps`
      : `not what the pairs of ${pairs} share: that takes --shared, and the other person loses it, too`,
  ];
}

type ExpectedThere = Expected & { readonly organisationId: string };

async function expectedAnywhere(
  deployment: Deployment,
  email: string,
  given: Given,
): Promise<ExpectedThere | undefined> {
  for (const { id: organisationId } of await organisationsMeant(deployment, given)) {
    const expected = await deployment.inOrganisation(organisationId, (scope) => findExpected(scope, email));
    if (expected !== undefined) return { ...expected, organisationId };
  }
  return undefined;
}

async function remove(
  { inOrganisation }: Deployment,
  { id, name, organisationId }: ExpectedThere,
  sure: boolean,
  say: (line: string) => void,
): Promise<number> {
  if (!sure) {
    say(
      `${name} has no account here. What files say of them, offers and reporting lines too, would be removed.`,
    );
    throw new StartError('Nothing was erased. To go on, run it again with --yes.');
  }
  await inOrganisation(organisationId, async (scope) => {
    await removeExpected(scope, id);
    const at = new Date();
    const done = { actorId: undefined, dialog: 'operator', action: 'remove', at };
    await appendAudit(scope, { ...done, subject: 'person', subjectId: id });
  });
  say(`Removed. Nothing is kept of ${name} any more, until a file names them again.`);
  return 0;
}

async function erase(
  { store, inOrganisation }: Deployment,
  person: Found,
  relationshipIds: readonly string[],
): Promise<void> {
  const { organisationId } = person;
  const at = new Date();
  const note = (subject: string, subjectId: string): Promise<void> =>
    inOrganisation(organisationId, (scope) =>
      appendAudit(scope, { actorId: undefined, dialog: 'operator', action: 'erase', subject, subjectId, at }),
    );
  // Noted first: an erasure that was broken off half-way is known of, and may be asked for again.
  await note('person', person.id);
  await store.erase(organisationId, { kind: 'person', id: person.id }, at);
  await inOrganisation(organisationId, (scope) => forgetDetails(scope, person.id));
  for (const id of relationshipIds) {
    await note('relationship', id);
    await store.erase(organisationId, { kind: 'relationship', id }, at);
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
