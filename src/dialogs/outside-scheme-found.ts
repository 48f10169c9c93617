/** Looking for an outside scheme: a short form, and what fits, with what to do where nothing does. */

import type { PersonFacts } from '../mentoring/facts.ts';
import { easings, findOutsideSchemes } from '../mentoring/outside-scheme-search.ts';
import type { Wanted } from '../mentoring/outside-scheme-search.ts';
import { grades, outsideNeeds, regions, termOf } from '../mentoring/outside-scheme-terms.ts';
import type { Term } from '../mentoring/outside-scheme-terms.ts';
import { directoryOf } from '../mentoring/outside-schemes.ts';
import { inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { Choice } from '../ui/form.ts';
import type { Block, Button, Card } from '../ui/view.ts';
import { button, buttons, card, empty, facts as factsBlock, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { pageOf, sayFound, seeButton, unconfirmedNote } from './outside-scheme-items.ts';
import { elsewhere } from './request-cards.ts';
import { tellApart } from './tell-apart.ts';

type Args = Readonly<Record<string, string>>;

/** Words cannot be turned into pages without keeping them, which nobody expects of a search: one card has to do. */
const mostForWords = 8;

export function findForm(args: Args) {
  const wanted = wantedOf(args);
  return form({
    title: 'Find an outside scheme',
    intro: [text('All of these are optional. Nobody is told what you look for.')],
    fields: {
      need: {
        kind: 'oneOf',
        label: 'What do you need?',
        options: choicesOf(outsideNeeds),
        value: wanted.need,
        required: false,
      },
      grade: {
        kind: 'oneOf',
        label: 'What is your grade?',
        options: choicesOf(grades),
        value: wanted.grade,
        required: false,
      },
      region: {
        kind: 'oneOf',
        label: 'Where do you work?',
        options: choicesOf(regions),
        value: wanted.region,
        required: false,
      },
      words: {
        kind: 'text',
        label: 'In your own words',
        hint: 'Such as a specialty, a hospital or a college.',
        maxLength: 100,
        required: false,
      },
    },
    submit: 'Show what fits',
  });
}

/** What fits, best first; everything, by name, where nothing in particular is wanted. */
export function foundCard(facts: PersonFacts, wanted: Wanted, page: string | undefined, now: Date): Card {
  const { person, outsideSchemes } = facts;
  const directory = directoryOf(outsideSchemes);
  const found = findOutsideSchemes(directory, wanted);
  const chosen = factsBlock({
    'You need': termOf(outsideNeeds, wanted.need)?.label,
    'Your grade': termOf(grades, wanted.grade)?.label,
    'You work in': termOf(regions, wanted.region)?.label,
  });
  const wishes = chosen.type === 'facts' && chosen.facts.length > 0 ? [chosen] : [];
  const change = button(
    isAnything(wanted) ? 'Find what fits me' : 'Change what I look for',
    target('schemes', 'find', person.id, argsOf(wanted)),
  );
  if (found.length === 0)
    return card('No outside scheme found', ...wishes, ...nothingFits(facts, wanted, change));

  const today = inZone(now, person.zone).date;
  const hasWords = (wanted.words ?? '') !== '';
  const { shown, page: at, last } = hasWords ? pageOf(found, '0', mostForWords) : pageOf(found, page);
  const more = found.length - shown.length;
  const turn = (label: string, to: number): Button =>
    button(label, target('schemes', 'outside', person.id, { ...argsOf(wanted), page: `${to}` }));
  return tellApart(
    card(
      isAnything(wanted) ? 'Outside schemes' : 'Outside schemes that fit',
      ...wishes,
      list(shown.map((one) => sayFound(one, today))),
      hasWords && more > 0
        ? note(`${more} more ${more === 1 ? 'fits' : 'fit'} too. Another word would narrow it down.`)
        : undefined,
      !hasWords && last > 0 ? note(`Page ${at + 1} of ${last + 1}.`) : undefined,
      unconfirmedNote(
        shown.map(({ entry }) => entry),
        today,
      ),
      buttons(
        ...shown.map(({ entry }) => seeButton(entry)),
        !hasWords && at > 0 ? turn('Earlier entries', at - 1) : undefined,
        !hasWords && at < last ? turn('More entries', at + 1) : undefined,
        change,
      ),
    ),
  );
}

/** What to do next: which wish to give up, and whom else to ask. */
function nothingFits(facts: PersonFacts, wanted: Wanted, change: Button): readonly Block[] {
  const { person, outsideSchemes } = facts;
  const hasWords = (wanted.words ?? '') !== '';
  const onlyWords = hasWords && isAnything({ ...wanted, words: undefined });
  // A button cannot keep the words, so with words it can only leave those out.
  const helpful = easings(directoryOf(outsideSchemes), wanted).filter(
    ({ without }) => !hasWords || without === 'words',
  );
  return [
    empty(
      onlyWords
        ? 'Nothing in the directory of outside schemes mentions that.'
        : 'Nothing in the directory of outside schemes fits all of that.',
      helpful.length > 0 && !onlyWords
        ? 'With one wish less something does. You could also ask one of these, who know what there is:'
        : 'Other words may help. You could also ask one of these, who know what there is:',
    ),
    elsewhere,
    buttons(
      ...helpful.map(({ without, count }) =>
        button(
          `${onlyWords ? 'All outside schemes' : easier[without]} (${count})`,
          target('schemes', 'outside', person.id, argsOf({ ...wanted, [without]: undefined })),
        ),
      ),
      change,
    ),
  ];
}

const easier: Readonly<Record<keyof Wanted, string>> = {
  words: 'Look without my words',
  need: 'Whatever is offered',
  grade: 'For any grade',
  region: 'Anywhere in the UK',
};

/** What a button fixed; a term that has since been removed is no wish any more. */
export function wantedOf(args: Args): Wanted {
  return {
    need: termOf(outsideNeeds, args['need'])?.value,
    grade: termOf(grades, args['grade'])?.value,
    region: termOf(regions, args['region'])?.value,
  };
}

/** What a button can fix. Never the words: a button's arguments are kept, and what somebody looks for is theirs. */
function argsOf({ need, grade, region }: Wanted): Args {
  return {
    ...(need !== undefined && { need }),
    ...(grade !== undefined && { grade }),
    ...(region !== undefined && { region }),
  };
}

function isAnything(wanted: Wanted): boolean {
  return Object.values(wanted).every((wish) => (wish ?? '') === '');
}

export function choicesOf(terms: readonly Term[]): readonly Choice[] {
  return terms.map(({ value, label }) => ({ value, label }));
}
