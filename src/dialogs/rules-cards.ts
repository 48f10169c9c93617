/** Ground rules as they are read: in full by the two alone, in short wherever a message speaks of them. */

import { chosenTerms, differences, ownWords, sayContact } from '../mentoring/agreement-words.ts';
import { areErased } from '../mentoring/erased.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import type { Agreement, AgreementTerms } from '../mentoring/records/agreement.ts';
import { inZone, sayDate } from '../mentoring/time.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, facts as factsBlock, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { rulesPaperButton } from './pair-papers.ts';
import { otherName, someone } from './pair.ts';
import { someButtons } from './some-buttons.ts';

/** Rules of more characters than this are read in two parts: no platform shows them in one message. */
const mostTogether = 5000;
/** The newest of them: a pair that changes its rules more often remembers no older ones. */
const mostVersions = 10;

type Asked = { readonly version?: string | undefined; readonly part?: string | undefined };

/**
 * All of it, in words. Free text of the pair: a direct answer only. `version`: one of those that hold no more; `part`:
 * where it is too long for one message.
 */
export function rulesCard(facts: RelationshipFacts, personId: string, asked: Asked = {}): Card {
  const { relationship, agreement, proposedAgreement: proposed, earlierAgreements } = facts;
  const old = earlierAgreements.find(({ version }) => String(version) === asked.version);
  const shown = old ?? proposed ?? agreement;
  if (shown === undefined)
    return card(
      'No ground rules yet',
      text('Agreeing how you work together is best done at the first meeting.'),
      relationship.state === 'ended' ? undefined : buttons(suggestButton(relationship.id, false)),
    );
  const mayAgree = shown === proposed && proposed.proposedById !== personId;
  const together = lengthOf(shown.terms) <= mostTogether;
  const second = asked.part === '2';
  const changes = changesBlocks(facts, shown);
  return card(
    'Ground rules',
    note(stateOf(facts, shown, personId)),
    ...(together || !second ? [...changes, ...wordsBlocks(shown.terms)] : []),
    ...(together || second ? arrangementBlocks(facts, shown) : []),
    someButtons(
      together || second ? undefined : restButton(shown),
      mayAgree && (together || second) ? agreeButton(shown) : undefined,
      rulesPaperButton(facts, shown),
      old === undefined && earlierAgreements.length > 0
        ? button('Earlier versions', target('relationship', 'earlier-rules', relationship.id))
        : undefined,
      relationship.state === 'ended' || old !== undefined ? undefined : suggestButton(relationship.id, true),
    ),
  );
}

/** Versions that both agreed to, and that hold no more. */
export function earlierRulesCard(facts: RelationshipFacts, personId: string): Card {
  const { earlierAgreements, relationship, people } = facts;
  const shown = earlierAgreements.slice(0, mostVersions);
  if (shown.length === 0)
    return card(
      'No earlier versions',
      text('The ground rules have not been changed since they were agreed.'),
    );
  const { zone } = someone(people, personId);
  return card(
    'Earlier versions',
    text('What you agreed before. Only the newest version that both of you agreed to holds.'),
    list(
      shown.map(
        ({ version, agreedAt, proposedAt }) =>
          `Version ${version}, agreed on ${sayDate(inZone(agreedAt ?? proposedAt, zone).date)}`,
      ),
    ),
    buttons(
      ...shown.map(({ version }) =>
        button(
          `Read version ${version}`,
          target('relationship', 'rules', relationship.id, { version: String(version) }),
        ),
      ),
    ),
  );
}

/** The parts of the terms that are not anybody's own words. */
export function termsBlock(terms: AgreementTerms): Block<never> {
  return factsBlock(chosenTerms(terms));
}

export function proposalCard(facts: RelationshipFacts, proposed: Agreement, byName: string): Card {
  const { agreement, relationship } = facts;
  return card(
    'Ground rules to agree',
    text(
      agreement === undefined
        ? `${byName} proposes these ground rules for your mentoring. Please read them in full before you agree: what you wrote yourselves is shown only there.`
        : `${byName} proposes changes to your ground rules. Please read them in full before you agree: what you wrote yourselves is shown only there.`,
    ),
    ...(agreement === undefined ? [termsBlock(proposed.terms)] : changesBlocks(facts, proposed)),
    buttons(readButton(proposed), agreeButton(proposed), suggestButton(relationship.id, true)),
  );
}

export function agreedCard(agreement: Agreement, words: string): Card {
  return card(
    'Ground rules agreed',
    text(words),
    termsBlock(agreement.terms),
    note(`Version ${agreement.version}. Either of you can suggest changes at any time.`),
    buttons(readButton(agreement), suggestButton(agreement.relationshipId, true)),
  );
}

export function readButton({ id, relationshipId }: Agreement) {
  return button('Read the ground rules', target('relationship', 'rules', relationshipId, { agreement: id }));
}

export function suggestButton(relationshipId: string, change: boolean) {
  return button(
    change ? 'Suggest changes to the rules' : 'Propose ground rules',
    target('relationship', 'ground-rules', relationshipId),
  );
}

function agreeButton({ id, relationshipId }: Agreement) {
  return button('Agree to these rules', target('relationship', 'agree', relationshipId, { agreement: id }), {
    style: 'primary',
  });
}

function restButton({ relationshipId, version }: Agreement) {
  return button(
    'Read the second part',
    target('relationship', 'rules', relationshipId, { part: '2', version: String(version) }),
    { style: 'primary' },
  );
}

/** Which version it is, and who said yes to it when. */
function stateOf(
  { relationship, people, agreement }: RelationshipFacts,
  { version, proposedById, proposedAt, agreedAt, id }: Agreement,
  personId: string,
): string {
  const { zone } = someone(people, personId);
  const mine = proposedById === personId;
  const other = otherName(relationship, people, personId);
  const proposed = `Version ${version}, proposed by ${mine ? 'you' : other} on ${sayDate(inZone(proposedAt, zone).date)}`;
  if (agreedAt === undefined) return `${proposed}, waiting for ${mine ? other : 'your answer'}.`;
  const agreed = `${proposed}, agreed to by ${mine ? other : 'you'} on ${sayDate(inZone(agreedAt, zone).date)}.`;
  return id === agreement?.id ? agreed : `${agreed} A newer version has taken its place.`;
}

/** What a proposal would change of what holds. */
function changesBlocks({ agreement }: RelationshipFacts, proposed: Agreement): readonly Block<never>[] {
  if (agreement === undefined || proposed.agreedAt !== undefined || areErased(agreement.terms)) return [];
  const changed = differences(agreement.terms, proposed.terms);
  return changed.length === 0
    ? [text('Nothing would change but the date on which you agreed.')]
    : [text([bold('What would change')]), list(changed)];
}

function wordsBlocks(terms: AgreementTerms): readonly Block<never>[] {
  return ownWords.flatMap(([field, title]) =>
    field === 'contactBetween' ? [] : paragraph(title, terms[field]),
  );
}

function arrangementBlocks({ scheme }: RelationshipFacts, { terms }: Agreement): readonly Block<never>[] {
  const { confidentiality, reportBack } = terms;
  const since =
    confidentiality !== undefined && confidentiality.version < scheme.confidentialityVersion
      ? [
          note(
            'The scheme has put this in new words since. Suggest changes to the rules to agree to the new ones.',
          ),
        ]
      : [];
  return [
    ...paragraph('Contact between meetings', sayContact(terms)),
    termsBlock(terms),
    ...paragraph('Confidentiality', confidentiality?.text ?? scheme.confidentiality),
    ...since,
    ...paragraph('Exactly this is reported back', reportBack ?? ''),
    ...(reportBack === undefined || reportBack === scheme.reportBack
      ? []
      : [note('The scheme has put this in new words since. You are asked to accept those by themselves.')]),
    text('Either of you can end the mentoring at any time, without fault and without a reason.'),
  ];
}

function lengthOf(terms: AgreementTerms): number {
  const written = ownWords.reduce((sum, [field]) => sum + terms[field].length, 0);
  return written + (terms.confidentiality?.text.length ?? 0) + (terms.reportBack?.length ?? 0);
}

function paragraph(title: string, words: string): readonly Block<never>[] {
  return words === '' ? [] : [text([bold(title)]), text(words)];
}
