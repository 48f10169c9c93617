/** A coordinator's file on its way in: looked at first, imported at their word, and forgotten soon. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { quote } from '../mentoring/csv/problem.ts';
import type { UploadFacts } from '../mentoring/facts.ts';
import type { Upload } from '../mentoring/records/upload.ts';
import { uploadKinds } from '../mentoring/upload.ts';
import type { Card } from '../ui/view.ts';
import { card, text } from '../ui/view.ts';
import { dialog, press, target, task, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { sendCsv } from './send-csv.ts';
import { beginCheck, goneCard, underWayCard } from './upload-cards.ts';
import { checked, ended, forget, imported, isDecided, progressCard } from './upload-outcomes.ts';

/** Only whoever sent it, and while they coordinate what it is about. */
const itsSender: May<UploadFacts> = ({ upload, schemes }, actor) => {
  if (actor.id !== upload.personId) return 'Only whoever sent this file can decide about it.';
  const about = schemes.filter(({ id }) => upload.schemeId === undefined || id === upload.schemeId);
  return about.length > 0 ? true : 'You do not coordinate this scheme any more. Nothing was imported.';
};

export const upload = dialog({
  name: 'upload',
  subject: 'upload',
  actions: {
    /** Sets of what kind it is. */
    kind: press(itsSender, (facts, context) => {
      const kind = uploadKinds.find((one) => one === context.args['kind']);
      return kind === undefined ? {} : checkAgain(facts, { kind }, context);
    }),
    /** Sets which scheme's mentors it is about. */
    scheme: press(itsSender, (facts, context) => {
      const scheme = facts.schemes.find(({ id }) => id === context.args['scheme']);
      if (scheme === undefined)
        return {
          reply: answer(card('You do not coordinate that scheme any more', text('Nothing was imported.'))),
        };
      return checkAgain(facts, { kind: 'mentors', schemeId: scheme.id }, context);
    }),
    /** Sets whether other lines of its people are removed. */
    replace: press(itsSender, (facts, context) =>
      checkAgain(facts, { replace: context.args['replace'] === 'yes' }, context),
    ),

    import: press(itsSender, importIt),
    discard: press(itsSender, ({ upload: file }) => {
      if (isDecided(file)) return { reply: answer(decidedCard(file)) };
      return {
        ...forget(file),
        reply: replaceWith(goneCard(file, 'Nothing was imported, and nothing of the file is kept here.')),
      };
    }),
    errors: press(itsSender, ({ upload: file }) =>
      sendCsv(
        file.personId,
        { csv: 'problems', uploadId: file.id },
        'What is wrong with your file',
        'Each line says which row and column of your file it is about, and what to do.',
      ),
    ),

    check: task<UploadFacts, 'check-upload'>('check-upload', {
      underWay: (progress, context) => progressCard(progress, context),
      done: checked,
      failed: ({ upload: file }) =>
        ended(file, 'It could not be read just now. Nothing was imported: please send it again.'),
    }),
    'import-it': task<UploadFacts, 'import-upload'>('import-upload', {
      underWay: (progress, context) => progressCard(progress, context),
      done: imported,
      failed: (facts) => {
        const { upload: file } = facts;
        // Done, and only not told of.
        if (file.state === 'imported' && file.summary !== undefined)
          return imported(facts, { came: 'imported', summary: file.summary });
        return ended(file, 'It could not be imported just now. Nothing was changed: please send it again.');
      },
    }),

    /** Timer: nothing of a file stays for longer than an hour. */
    forget: timer<UploadFacts>(({ upload: file }) =>
      // What is being imported goes when that has ended.
      isDecided(file)
        ? {}
        : ended(
            file,
            'Nobody has decided about it for an hour. Nothing was imported: send it again when you are ready.',
          ),
    ),
  },
});

function decidedCard({ name, state }: Upload): Card {
  return state === 'imported'
    ? card(`${quote(name)} is imported already`, text('That cannot be undone here.'))
    : underWayCard({ name }, 'Importing the rows');
}

/** Whatever is under way stops, and it is looked at with what its sender has said. */
function checkAgain(
  { upload: file }: UploadFacts,
  set: Partial<Pick<Upload, 'kind' | 'schemeId' | 'replace'>>,
  { now }: PersonContext,
): Outcome {
  if (isDecided(file)) return { reply: answer(decidedCard(file)) };
  return {
    changes: [update('upload', file.id, { ...set, state: 'checking' })],
    timers: beginCheck(file, now),
    reply: replaceWith(underWayCard(file, 'Checking the rows')),
  };
}

function importIt(facts: UploadFacts, { now }: PersonContext): Outcome {
  const { upload: file } = facts;
  if (isDecided(file)) return { reply: answer(decidedCard(file)) };
  const { kind, summary } = file;
  if (file.state !== 'checked' || kind === undefined || summary === undefined || summary.errors > 0)
    return {
      reply: answer(
        card('It is not ready', text('The file is being looked at, or something in it is wrong.')),
      ),
    };
  return {
    changes: [update('upload', file.id, { state: 'importing' })],
    timers: [
      {
        timer: 'set',
        key: `upload:${file.id}:work`,
        to: target('upload', 'import-it', file.id, { person: file.personId }),
        at: now,
      },
    ],
    reply: replaceWith(underWayCard(file, 'Importing the rows')),
  };
}
