/** Somebody asks for a mentor. */

import type { PersonContext } from '../engine/dialog.ts';
import { isUnderWay } from '../mentoring/asking.ts';
import { hasBank } from '../mentoring/bank.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import type { Request } from '../mentoring/records/request.ts';
import type { MatchingWay, Scheme } from '../mentoring/records/scheme.ts';
import { answer, go } from '../engine/reply.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, empty, note, text } from '../ui/view.ts';
import { askForm } from './ask-form.ts';
import type { Asking, AskValues } from './ask-form.ts';
import { oneself } from './asking-rights.ts';
import { dialog, formAction, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { asked } from './new-request.ts';
import { elsewhere, glanceAt, requestCard } from './request-cards.ts';
import { schemeList } from './scheme-list.ts';
import { tellApart } from './tell-apart.ts';

export const ask = dialog({
  name: 'ask',
  subject: 'person',
  actions: {
    start: formAction({
      may: oneself,
      form: (facts: PersonFacts, context) => {
        const asking = askingIn(facts, context);
        return 'view' in asking ? asking : askForm(asking, context.now);
      },
      submit: (facts: PersonFacts, values: AskValues, context) => {
        const asking = askingIn(facts, context);
        return 'view' in asking ? { reply: answer(asking) } : asked(asking, values, context);
      },
    }),
    /** The list of a scheme's mentors; words after the command are looked for in it at once. */
    mentors: press(oneself, (facts: PersonFacts, context) => toBank(facts, context)),
  },
});

/** Who asks in which scheme, or the card that says what to do before there can be a request. */
function askingIn(facts: PersonFacts, context: PersonContext): Asking | Card {
  const scheme = schemeFor(facts, context);
  if ('view' in scheme) return scheme;
  const { person, reportingLines = [] } = facts;
  const asWished = context.args['way'];
  // Where nobody of a bank can be asked a coordinator can: the way back to the bank would lead in a circle.
  const way = asWished === 'coordinator' ? asWished : scheme.matching.find((one) => one === asWished);
  return hasBank(scheme) && (way === undefined || way === 'bank')
    ? chooseWayCard(scheme, person.id)
    : { scheme, person, reportingLines, wishes: [], way };
}

function toBank({ schemes, person }: PersonFacts, { words }: PersonContext): Outcome {
  const banks = schemes.filter(hasBank);
  const [only, second] = banks;
  if (only === undefined) return { reply: answer(noBankCard(schemes.length > 0, person.id)) };
  if (second === undefined)
    return { reply: go(target('bank', 'show', only.id, words.trim() === '' ? {} : { words: words.trim() })) };
  return {
    reply: answer(
      tellApart(
        card(
          'Whose mentors would you like to see?',
          schemeList(banks),
          buttons(
            ...banks.map(({ id, name }) => button(labelWith('Mentors of', name), target('bank', 'show', id))),
          ),
        ),
      ),
    ),
  };
}

function noBankCard(any: boolean, personId: string): Card {
  return card(
    'There is no list of mentors here',
    empty(
      any
        ? 'In the mentoring schemes here, coordinators find a mentor for you.'
        : 'No mentoring scheme has been set up here yet.',
      'You could also look at schemes elsewhere.',
    ),
    buttons(
      any ? button('Ask for a mentor', target('ask', 'start', personId), { style: 'primary' }) : undefined,
      button('Find an outside scheme', target('schemes', 'find', personId)),
    ),
  );
}

const WAYS: Readonly<Record<Exclude<MatchingWay, 'bank'>, string>> = {
  named: 'Ask somebody I have in mind',
  coordinator: 'Let the coordinators match me',
};

/** Where people may choose for themselves, they say first how they would like to find a mentor. */
function chooseWayCard({ id, name, matching }: Scheme, personId: string): Card {
  const others = (['named', 'coordinator'] as const).filter((way) => matching.includes(way));
  return card(
    'How would you like to find a mentor?',
    text(
      others.length === 0
        ? `In ${name} you choose up to three mentors yourself. The first who accepts becomes yours.`
        : `In ${name} you can choose up to three mentors yourself, of whom the first who accepts becomes yours. You can also leave it to others.`,
    ),
    buttons(
      button('Look at the mentors', target('bank', 'show', id), { style: 'primary' }),
      ...others.map((way) => button(WAYS[way], target('ask', 'start', personId, { scheme: id, way }))),
    ),
  );
}

/** The scheme that this is about, or the card that says what to do before there can be one. */
function schemeFor(facts: PersonFacts, { args, now }: PersonContext): Scheme | Card {
  const { schemes, requests, person } = facts;
  const underWay = (scheme: Scheme) =>
    requests.find((request) => request.schemeId === scheme.id && isUnderWay(request));
  const chosen = schemes.filter((scheme) => args['scheme'] === undefined || scheme.id === args['scheme']);
  const possible = chosen.filter((scheme) => scheme.acceptsRequests || underWay(scheme) !== undefined);
  const [first] = possible;
  if (first === undefined) return noSchemeCard(schemes.length > 0, person.id);
  if (possible.length > 1) return chooseSchemeCard(possible, underWay, person.id);
  const request = underWay(first);
  if (request === undefined) return first;
  return requestCard(glanceAt({ ...facts, scheme: first }, request, now));
}

function noSchemeCard(any: boolean, personId: string): Card {
  return card(
    'No scheme takes requests at the moment',
    empty(
      any
        ? 'The mentoring schemes here have paused new requests.'
        : 'No mentoring scheme has been set up here yet.',
      'Please try again later. Meanwhile, these may have a mentoring scheme for you:',
    ),
    elsewhere,
    buttons(button('Find an outside scheme', target('schemes', 'find', personId))),
  );
}

function chooseSchemeCard(
  schemes: readonly Scheme[],
  underWay: (scheme: Scheme) => Request | undefined,
  personId: string,
): Card {
  return tellApart(
    card(
      'Which scheme would you like to ask?',
      schemeList(schemes),
      note('Each scheme has its own coordinators and mentors.'),
      buttons(
        ...schemes.map((scheme) => {
          const request = underWay(scheme);
          return request === undefined
            ? button(
                labelWith('Ask in', scheme.name),
                target('ask', 'start', personId, { scheme: scheme.id }),
              )
            : button(labelWith('My request in', scheme.name), target('my-request', 'show', request.id));
        }),
      ),
    ),
  );
}
