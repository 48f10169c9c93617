/** One entry of the directory of outside schemes in full, and the coordinators' list of all of them. */

import { grades, outsideNeeds, regions } from '../mentoring/outside-scheme-terms.ts';
import { byNeedOfCheck, listedIn, needsCheck, sayChecked } from '../mentoring/outside-schemes.ts';
import type { OutsideScheme } from '../mentoring/outside-schemes.ts';
import { sayDate } from '../mentoring/time.ts';
import { capitalise, joinWords, labelsOf, sayNumberOf } from '../mentoring/wording.ts';
import type { Block, Button, Card } from '../ui/view.ts';
import { bold, button, buttons, card, empty, facts, link, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import { ENTRIES_ON_A_PAGE, pageOf } from './outside-scheme-items.ts';
import { labelWith } from './meeting-cards.ts';
import { someButtons } from './some-buttons.ts';
import { tellApart } from './tell-apart.ts';

/** Everything about an entry. `coordinatorId`: of whom it is shown to, where they can change it. */
export function detailsCard(
  entry: OutsideScheme,
  options: {
    readonly today: string;
    readonly coordinatorId?: string | undefined;
    readonly news?: string | undefined;
  },
): Card {
  const { today, coordinatorId, news } = options;
  if (entry.retired && coordinatorId === undefined)
    return card(
      'No longer in the directory',
      text(
        'Whoever looks after the directory has taken this entry out. Type “schemes” to see what is in it.',
      ),
    );
  return card(
    entry.name,
    news === undefined ? undefined : text(news),
    entry.retired ? text('This entry is retired: only coordinators see it.') : undefined,
    facts({
      'Who it is for': entry.whoFor,
      'What it offers': entry.offers,
      'How to reach it': entry.howToReach,
      'In short': sayNeeds(entry),
      Grades: joinWords(labelsOf(grades, entry.grades)) || 'Every grade',
      Where: joinWords(labelsOf(regions, entry.regions)) || 'Anywhere in the UK',
      'Last checked': sayChecked(entry),
    }),
    caution(entry, today),
    someButtons(entry.link === undefined ? undefined : link('Open its website', entry.link)),
    coordinatorId === undefined ? undefined : buttons(...duties(entry, today), back(coordinatorId)),
  );
}

/** What to look at first, with how many there are of it. */
export function directoryCard(
  directory: readonly OutsideScheme[],
  options: { readonly personId: string; readonly today: string; readonly page: string | undefined },
): Card {
  const { personId, today } = options;
  const listed = listedIn(directory).length;
  const due = directory.filter((entry) => !entry.retired && needsCheck(entry, today) !== undefined).length;
  const { shown, page, last } = pageOf(byNeedOfCheck(directory, today), options.page, ENTRIES_ON_A_PAGE);
  const turn = (label: string, to: number): Button =>
    button(label, target('schemes', 'manage', personId, { page: `${to}` }));
  return tellApart(
    card(
      'The directory of outside schemes',
      text(sayState(listed, directory.length - listed, due)),
      shown.length === 0
        ? empty('The directory is empty.', 'Add the first entry.')
        : list(shown.map((entry) => [bold(entry.name), `: ${sayStanding(entry, today)}`])),
      last > 0 ? note(`Page ${page + 1} of ${last + 1}.`) : undefined,
      buttons(
        ...shown.map(({ id, name }) => button(labelWith('Open', name), target('outside-scheme', 'show', id))),
        page > 0 ? turn('Earlier entries', page - 1) : undefined,
        page < last ? turn('More entries', page + 1) : undefined,
        button('Add an entry', target('schemes', 'add', personId)),
      ),
      note('What you change here is shown to everybody in your organisation, and to nobody outside it.'),
    ),
  );
}

/** "Offers mentoring and helps with careers". */
function sayNeeds({ needs }: OutsideScheme): string {
  const said = outsideNeeds.filter(({ value }) => needs.includes(value)).map(({ says }) => says);
  return capitalise(joinWords(said));
}

/** "Eleven entries are listed, and one is retired. Two entries wait for a check and come first." */
function sayState(listed: number, retired: number, due: number): string {
  const are = capitalise(sayNumberOf(listed, 'entry is', 'entries are'));
  const put = retired === 0 ? '' : `, and ${sayNumberOf(retired, 'is', 'are')} retired`;
  if (due === 0) return `${are} listed${put}. None waits for a check.`;
  if (due === listed)
    return `${are} listed${put}. ${listed === 1 ? 'It waits' : 'All of them wait'} for a check.`;
  return `${are} listed${put}. ${capitalise(sayNumberOf(due, 'entry waits', 'entries wait'))} for a check and ${due === 1 ? 'comes' : 'come'} first.`;
}

/** What a coordinator can do with an entry as it is now. */
function duties(entry: OutsideScheme, today: string): readonly (Button | undefined)[] {
  const { id, origin, retired, checked } = entry;
  const to = (action: string) => target('outside-scheme', action, id);
  if (retired) return [button('Put it back in the directory', to('restore'), { style: 'primary' })];
  return [
    checked.against === 'scheme' && checked.on === today
      ? undefined
      : button('Still right today', to('still-right'), { style: 'primary' }),
    button('Correct this entry', to('correct')),
    origin === 'corrected'
      ? button('Go back to the first wording', to('put-back'), {
          confirm: {
            title: 'Go back to the first wording?',
            text: 'Your organisation’s wording of this entry is given up, and the one that came with Rapport is shown again.',
            yes: 'Go back to it',
            no: 'Keep ours',
          },
        })
      : undefined,
    button('Retire this entry', to('retire'), {
      style: 'danger',
      confirm: {
        title: 'Retire this entry?',
        text: 'Nobody finds it any more. You can put it back whenever you like.',
        yes: 'Retire it',
        no: 'Keep it',
      },
    }),
  ];
}

function back(coordinatorId: string): Button {
  return button('Back to the directory', target('schemes', 'manage', coordinatorId, { page: '0' }));
}

function caution(entry: OutsideScheme, today: string): Block<never> | undefined {
  const due = needsCheck(entry, today);
  switch (due) {
    case 'never-confirmed':
      return note(
        'Known from older guidance. Nobody here has confirmed that it still runs, so ask before you rely on it.',
      );
    case 'long-ago':
      return note('Not checked for over a year, so ask before you rely on it.');
    case undefined:
      return undefined;
    default:
      return due satisfies never;
  }
}

function sayStanding(entry: OutsideScheme, today: string): string {
  if (entry.retired) return 'retired';
  const due = needsCheck(entry, today);
  switch (due) {
    case 'never-confirmed':
      return 'as older guidance names it, never confirmed here';
    case 'long-ago':
      return `not checked for over a year, last on ${sayDate(entry.checked.on)}`;
    case undefined:
      return `checked on ${sayDate(entry.checked.on)}`;
    default:
      return due satisfies never;
  }
}
