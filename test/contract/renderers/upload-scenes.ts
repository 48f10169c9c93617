/** Coordinators' files on their way in, with names, headings and cells as long as anybody can make them. */

import type { SentFile } from '../../../src/engine/event.ts';
import type { Summary } from '../../../src/mentoring/csv/summary.ts';
import { quote } from '../../../src/mentoring/csv/problem.ts';
import type { People, UploadFacts } from '../../../src/mentoring/facts.ts';
import type { Upload } from '../../../src/mentoring/records/upload.ts';
import type { UploadCheck, UploadImport } from '../../../src/mentoring/upload.ts';
import { aSchemeIn, coordinator, idOf, me, now, peopleIn } from './longest-people.ts';
import { longestLine } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

const schemes = 12;

export function uploadScenes(script: Script): readonly Scene[] {
  const people = peopleIn(script);
  const upload: Upload = {
    id: idOf('upload 1'),
    personId: me,
    platform: 'one',
    workspace: 'workspace',
    name: longestLine(script, 60),
    state: 'checking',
    replace: false,
    sentAt: now,
  };
  const facts = (set: Partial<Upload>): UploadFacts & { readonly people: People } => ({
    upload: { ...upload, ...set },
    sender: people[me] ?? { id: me, name: '', zone: 'Europe/London' },
    schemes: Array.from({ length: schemes }, (_, index) => aSchemeIn(script, index + 1)),
    coordinatorIds: [me, coordinator],
    people,
  });
  const good = summaryIn(script, 0);
  return scenesOf('upload', upload.id, {
    'being looked at': facts({}),
    unclear: facts({ state: 'unclear', kind: 'mentors' }),
    'checked, people': facts({ state: 'checked', kind: 'people', summary: good }),
    'checked, mentors': facts({
      state: 'checked',
      kind: 'mentors',
      schemeId: idOf('scheme 1'),
      summary: good,
    }),
    'checked, lines': facts({ state: 'checked', kind: 'reporting-lines', replace: true, summary: good }),
    'full of errors': facts({ state: 'checked', kind: 'people', summary: summaryIn(script, 99_999) }),
    'being imported': facts({ state: 'importing', kind: 'reporting-lines', summary: good }),
    imported: facts({ state: 'imported', kind: 'reporting-lines', summary: good }),
  });
}

/** What somebody may have sent to the bot. */
export function sentFiles(script: Script): readonly (readonly SentFile[])[] {
  const name = longestLine(script, 200);
  return [
    [{ name, size: 10, key: 'key' }],
    [{ name }],
    [{ name, size: 0, key: 'key' }],
    [{ name, size: 999_999_999, key: 'key' }],
    [{ name, key: 'key' }, { name }],
  ];
}

export function checksIn(script: Script): readonly UploadCheck[] {
  const checked = (
    kind: 'people' | 'mentors' | 'reporting-lines',
    errors: number,
    set: Partial<Summary> = {},
  ) => ({ came: 'checked', kind, summary: { ...summaryIn(script, errors), ...set } }) as const;
  const nothingNew = { new: 0, changed: 0, unchanged: 3, removed: 0 };
  return [
    { came: 'gone' },
    ...(['run-out', 'not-allowed', 'too-large', 'refused'] as const).map(
      (why) => ({ came: 'unfetched', why }) as const,
    ),
    { came: 'unreadable', words: 'the file is empty. Its first row must head the columns.' },
    { came: 'unknown', headings: Array.from({ length: 12 }, () => longestLine(script, 300)) },
    { came: 'which-kind', kinds: ['people', 'reporting-lines'] },
    { came: 'which-scheme' },
    checked('people', 0),
    checked('mentors', 0, { counts: nothingNew, remarks: [], unused: [] }),
    checked('reporting-lines', 0),
    checked('reporting-lines', 0, { counts: nothingNew }),
    checked('people', 1, { problems: summaryIn(script, 1).problems.slice(0, 1), remarks: [], unused: [] }),
    checked('mentors', 99_999),
  ];
}

export function importsIn(script: Script): readonly UploadImport[] {
  return [
    { came: 'gone' },
    { came: 'imported', summary: summaryIn(script, 0) },
    { came: 'refused', summary: summaryIn(script, 99_999) },
  ];
}

/** As full as a check can leave it. */
function summaryIn(script: Script, errors: number): Summary {
  const cell = quote(longestLine(script, 300));
  const areas = Array.from({ length: 40 }, () => longestLine(script, 70)).join('; ');
  return {
    outcome: errors > 0 ? 'refused' : 'dry-run',
    rows: 100_000,
    counts: { new: 99_999, changed: 99_999, unchanged: 99_999, removed: 99_999 },
    problems:
      errors === 0
        ? []
        : Array.from({ length: 5 }, (_, index) => ({
            row: 99_999 + index,
            column: longestLine(script, 300),
            words: `${cell} is not an area of this scheme. Write one or more of these, with semicolons between them: ${areas}.`,
          })),
    errors,
    unused: Array.from({ length: 30 }, () => longestLine(script, 300)),
    remarks: (['left', 'repeated', 'no-account', 'own-name', 'own-state', 'own-lines'] as const).map(
      (remark) => ({ remark, count: 99_999, rows: [99_991, 99_992, 99_993, 99_994, 99_995] }),
    ),
  };
}
