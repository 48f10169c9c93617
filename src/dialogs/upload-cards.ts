/** What a coordinator sees of a file on its way in: what it would do, what is wrong with it, what has become of it. */

import type { TimerChange } from '../engine/effect.ts';
import { sayRemark } from '../mentoring/csv/judgement.ts';
import { quote, sayProblem } from '../mentoring/csv/problem.ts';
import type { Summary } from '../mentoring/csv/summary.ts';
import type { UploadFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { Upload } from '../mentoring/records/upload.ts';
import { problemsListed, problemsShown, uploadKeptMinutes, uploadKinds } from '../mentoring/upload.ts';
import type { UploadKind } from '../mentoring/upload.ts';
import { cutText } from '../ui/fit.ts';
import type { ActionButton, Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { sendCsv } from './send-csv.ts';
import { tellApart } from './tell-apart.ts';

export const kindNames: Readonly<Record<UploadKind, string>> = {
  people: 'people',
  mentors: 'mentors',
  'reporting-lines': 'reporting lines',
};

export function uploadSlot(id: string): string {
  return `upload:${id}`;
}

/** Has a file looked at now, and forgotten in an hour whatever becomes of it. */
export function beginCheck({ id, personId, sentAt }: Upload, now: Date): readonly TimerChange[] {
  const forgetAt = new Date(sentAt.getTime() + uploadKeptMinutes * 60_000);
  return [
    {
      timer: 'set',
      key: `upload:${id}:work`,
      to: target('upload', 'check', id, { person: personId }),
      at: now,
    },
    { timer: 'set', key: `upload:${id}:forget`, to: target('upload', 'forget', id), at: forgetAt },
  ];
}

export function underWayCard(
  { name }: Pick<Upload, 'name'>,
  doing: string,
  rows?: { readonly done: number; readonly total: number },
): Card {
  return card(
    `Your file ${quote(name)}`,
    rows === undefined ? text(`${doing} …`) : { type: 'progress', label: doing, ...rows },
  );
}

/** What it would do, and the way to do it. */
export function checkedCard({ upload, schemes }: UploadFacts, kind: UploadKind, summary: Summary): Card {
  const { id, replace } = upload;
  const where = schemes.find((scheme) => scheme.id === upload.schemeId)?.name;
  const heading = kind === 'mentors' && where !== undefined ? `mentors of ${where}` : kindNames[kind];
  if (summary.errors > 0) return refusedCard(upload, heading, summary);
  const { counts } = summary;
  const changes = counts === undefined ? 0 : counts.new + counts.changed + counts.removed;
  const discard = button('Don’t import', target('upload', 'discard', id));
  const other =
    kind !== 'reporting-lines'
      ? undefined
      : button(
          replace ? 'Keep their other lines' : 'Remove their other lines too',
          target('upload', 'replace', id, { replace: replace ? 'no' : 'yes' }),
        );
  if (changes === 0)
    return card(
      `${quote(upload.name)} says nothing new`,
      text(`It was read as a file of ${heading}. ${sayCounts(summary)} There is nothing to import.`),
      ...details(summary),
      buttons(other, button('Put the file away', target('upload', 'discard', id))),
    );
  return card(
    `Import ${quote(upload.name)}?`,
    text(`It was read as a file of ${heading}, and nothing is wrong with it. ${sayCounts(summary)}`),
    ...details(summary),
    kind === 'reporting-lines' ? text(sayLines(replace)) : undefined,
    note('Nothing has been imported yet. An import cannot be undone.'),
    buttons(
      button('Import now', target('upload', 'import', id), {
        style: 'primary',
        confirm: {
          title: 'Import it now?',
          text: `${sayCounts(summary)} This cannot be undone.`,
          yes: 'Import now',
          no: 'Not yet',
        },
      }),
      other,
      discard,
    ),
  );
}

/** Wrong as it is: the first few things, and the way to see all of them. */
function refusedCard(upload: Upload, heading: string, summary: Summary): Card {
  const { errors, problems } = summary;
  const more = errors - problems.length;
  return card(
    `${quote(upload.name)} cannot be imported yet`,
    text(
      `It was read as a file of ${heading}. ${sayCounts(summary)} Nothing was imported: put right what is listed, and send the file again.`,
    ),
    list(problems.slice(0, problemsShown).map((problem) => cutText(sayProblem(problem), longestProblem))),
    more > 0 ? text(`And ${more} more.`) : undefined,
    ...details(summary),
    errors > problemsListed ? note(`The file of errors lists the first ${problemsListed}.`) : undefined,
    buttons(
      button('Download all errors', target('upload', 'errors', upload.id)),
      button('Put the file away', target('upload', 'discard', upload.id)),
    ),
  );
}

/** The file of errors has them whole; a scheme's areas alone can fill a card. */
const longestProblem = 400;

export function whichKindCard({ name, id }: Upload, kinds: readonly UploadKind[]): Card {
  return card(
    `What is in ${quote(name)}?`,
    text('Its headings would do for more than one kind of file. Nothing was imported.'),
    buttons(
      ...kinds.map((kind) => button(`It holds ${kindNames[kind]}`, target('upload', 'kind', id, { kind }))),
      button('Put the file away', target('upload', 'discard', id)),
    ),
  );
}

export function whichSchemeCard({ name, id }: Upload, schemes: readonly Scheme[]): Card {
  return tellApart(
    card(
      `Whose mentors are in ${quote(name)}?`,
      text('You coordinate several schemes, and a file of mentors is about one of them.'),
      buttons(
        ...schemes
          .slice(0, mostSchemes)
          .map((scheme) =>
            button(
              labelWith('Mentors of', scheme.name),
              target('upload', 'scheme', id, { scheme: scheme.id }),
            ),
          ),
        button('Put the file away', target('upload', 'discard', id)),
      ),
    ),
  );
}

const mostSchemes = 10;

/** It could not be read, or is none that we know; what to do stands in `words`. */
export function unreadableCard({ name, personId }: Upload, words: string): Card {
  return card(
    `${quote(name)} could not be read`,
    text(words),
    text('Nothing was imported. A template has the headings that I understand:'),
    buttons(...templateButtons(personId)),
  );
}

export function importedCard({ name }: Pick<Upload, 'name'>, personId: string, summary: Summary): Card {
  return card(
    `${quote(name)} is imported`,
    text(sayCounts(summary)),
    ...details(summary),
    note('The file is not kept here. Delete it in this chat, too, when you do not need it any more.'),
    buttons(button('Files in and out', target('files', 'show', personId))),
  );
}

/** Said where nothing is left of a file. */
export function goneCard({ name }: Pick<Upload, 'name'>, says: string): Card {
  return card(`${quote(name)} was put away`, text(says));
}

/** For everybody else who coordinates: what a file has done to what keeps people apart. */
export function linesNewsCard(by: string, summary: Summary): Card {
  return card(
    'Reporting lines were imported',
    text(`${by} has imported a file of reporting lines. ${sayCounts(summary)}`),
    note(
      'They decide who may not mentor whom, and which coordinators hear of somebody. If that surprises you, please ask them.',
    ),
  );
}

export function templateButtons(personId: string): readonly ActionButton[] {
  return uploadKinds.map((kind) =>
    button(`Template for ${kindNames[kind]}`, target('files', 'template', personId, { kind })),
  );
}

export function templateOf(personId: string, of: UploadKind, schemes: readonly Scheme[]): Outcome {
  const areas = schemes.slice(0, 3).map(({ name, areas: all }) => {
    const current = all.filter(({ retired }) => retired !== true).map(({ label }) => label);
    return `${name}: ${current.join('; ')}`;
  });
  const says =
    of === 'mentors'
      ? `Fill in a row for each mentor, and send it back to me as CSV. Areas go by their names, with semicolons between them. ${areas.join('. ')}.`
      : 'Fill in a row for each, and send it back to me as CSV.';
  return sendCsv(personId, { csv: 'template', of }, `Template for ${kindNames[of]}`, says);
}

function details({ remarks, unused }: Summary): Card['body'] {
  const lines = [
    ...remarks.map(sayRemark),
    ...(unused.length === 0
      ? []
      : [
          `Columns that are not used: ${unused.slice(0, 8).map(quote).join(', ')}${unused.length > 8 ? ` and ${unused.length - 8} more` : ''}.`,
        ]),
  ];
  return lines.length === 0 ? [] : [list(lines)];
}

export function sayCounts({ rows, counts, errors }: Summary): string {
  const parts = [
    ...(counts === undefined
      ? []
      : [`${counts.new} new`, `${counts.changed} changed`, `${counts.unchanged} unchanged`]),
    ...(counts === undefined || counts.removed === 0 ? [] : [`${counts.removed} removed`]),
    ...(errors === 0 ? [] : [`${errors} ${errors === 1 ? 'error' : 'errors'}`]),
  ];
  return `${rows} ${rows === 1 ? 'row' : 'rows'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`;
}

function sayLines(replace: boolean): string {
  return replace
    ? 'Other lines of the people in its first column are removed, and nobody else’s.'
    : 'Lines are added, and others stay. At a change of rotation you may want the earlier ones removed.';
}
