/** Coordinators' files: one that was sent comes in here, and people, mentors and reporting lines go out from here. */

import type { May, PersonContext } from '../engine/dialog.ts';
import type { SentFile } from '../engine/event.ts';
import { answer } from '../engine/reply.ts';
import type { PersonFacts } from '../mentoring/facts.ts';
import type { Scheme } from '../mentoring/records/scheme.ts';
import type { Upload } from '../mentoring/records/upload.ts';
import { mostUploadBytes, uploadKinds } from '../mentoring/upload.ts';
import type { UploadKind } from '../mentoring/upload.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, list, note, text } from '../ui/view.ts';
import { oneself } from './asking-rights.ts';
import { dialog, insert, press, target } from './define.ts';
import type { Outcome } from './define.ts';
import { labelWith } from './meeting-cards.ts';
import { sendCsv } from './send-csv.ts';
import { tellApart } from './tell-apart.ts';
import {
  beginCheck,
  kindNames,
  templateButtons,
  templateOf,
  underWayCard,
  uploadSlot,
} from './upload-cards.ts';

/** Of any scheme: people and reporting lines are the whole organisation's. */
const aCoordinator: May<PersonFacts> = (facts, actor) => {
  const own = oneself(facts, actor);
  if (own !== true || coordinated(facts).length > 0) return own;
  return 'Only coordinators of a mentoring scheme send files in and take them out.';
};

export const files = dialog({
  name: 'files',
  subject: 'person',
  actions: {
    /** Whoever sends a file is told kindly what can be done with it: there is no control that they should not have had. */
    received: press(oneself, received),
    show: press(aCoordinator, (facts) => ({ reply: answer(filesCard(facts)) })),
    out: press(aCoordinator, out),
    template: press(aCoordinator, (facts, { args }) => {
      const of = uploadKinds.find((kind) => kind === args['kind']);
      return of === undefined
        ? { reply: answer(filesCard(facts)) }
        : templateOf(facts.person.id, of, coordinated(facts));
    }),
  },
});

function coordinated({ person, schemes }: PersonFacts): readonly Scheme[] {
  return schemes.filter(({ coordinatorIds }) => coordinatorIds.includes(person.id));
}

function received(facts: PersonFacts, { sent, channel, now, newId, actor }: PersonContext): Outcome {
  if (coordinated(facts).length === 0)
    return sorry(
      'I cannot do anything with a file',
      'Coordinators send me lists of people as CSV files; everything else is typed here. Type “help” to see what you can do.',
    );
  if (sent === undefined) return { reply: answer(filesCard(facts)) };
  if (channel !== undefined)
    return sorry(
      'Please send it to me in private',
      'I take files only in our own chat, where nobody else reads along. Please delete it here if it names people.',
    );
  const [file, second] = sent.files;
  if (file === undefined || second !== undefined)
    return sorry(
      'One file at a time, please',
      'Nothing was read. Send the file of people first, and the others one after the other once it is imported.',
    );
  const why = whyNot(file);
  if (why !== undefined)
    return { reply: answer(card('I cannot read that file', text(why), templates(facts))) };
  const { platform, externalId: workspace } = sent.workspace;
  const upload: Upload = {
    id: newId(),
    personId: actor.id,
    platform,
    workspace,
    name: nameOf(file),
    ...(file.key !== undefined && { key: file.key }),
    state: 'checking',
    replace: false,
    sentAt: now,
  };
  return {
    changes: [insert('upload', upload)],
    effects: [
      {
        effect: 'send',
        to: { person: actor.id },
        slot: uploadSlot(upload.id),
        card: underWayCard(upload, 'Reading the file'),
      },
    ],
    timers: beginCheck(upload, now),
  };
}

function sorry(title: string, says: string): Outcome {
  return { reply: answer(card(title, text(says))) };
}

/** Why a file is not even fetched; what it is called and said to hold is not believed any further. */
function whyNot({ key, size }: SentFile): string | undefined {
  if (key === undefined)
    return 'It is a picture, or a link to something that is kept elsewhere. In your spreadsheet choose Save As and the type “CSV UTF-8”, and attach that file here.';
  if (size === 0) return 'It is empty. Its first row must head the columns.';
  if (size !== undefined && size > mostUploadBytes)
    return `It is larger than ${mostUploadBytes / 1_048_576} MB, which is more than a hundred thousand rows. Take out columns that are not needed, or send it in parts.`;
  return undefined;
}

/** On one line, and short enough for a title. */
function nameOf({ name }: SentFile): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();
  const letters = Array.from(plain === '' ? 'file' : plain);
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : letters.join('');
}

function filesCard(facts: PersonFacts): Card {
  const { person } = facts;
  const mine = coordinated(facts).slice(0, mostSchemes);
  const several = mine.length > 1;
  const outTo = (args: Readonly<Record<string, string>>) => target('files', 'out', person.id, args);
  return tellApart(
    card(
      'Files in and out',
      text(
        'To take people, mentors or reporting lines in, attach a CSV file to a message to me, here in our own chat. I check it first and tell you what it would do; nothing is imported before you say yes.',
      ),
      list([
        'People: who is here, also before they have signed in. Send this one first.',
        'Mentors: what each mentor of a scheme offers.',
        'Reporting lines: who manages or assesses whom, and so may not be their mentor.',
      ]),
      templates(facts),
      text('What is kept now, as the same files:'),
      buttons(
        button('Download people', outTo({ kind: 'people' })),
        ...mine.map(({ id, name }) =>
          button(
            several ? labelWith('Download mentors of', name) : 'Download mentors',
            outTo({ kind: 'mentors', scheme: id }),
          ),
        ),
        button('Download reporting lines', outTo({ kind: 'reporting-lines' })),
      ),
      note(
        'They hold names and addresses, and nothing that anybody wrote in confidence. Every file in and out is noted in the log.',
      ),
    ),
  );
}

const mostSchemes = 10;

function templates({ person }: PersonFacts) {
  return buttons(...templateButtons(person.id));
}

function out(facts: PersonFacts, { args }: PersonContext): Outcome {
  const kind = uploadKinds.find((one) => one === args['kind']);
  const again = 'You can change it in a spreadsheet and send it back to me as CSV.';
  if (kind === 'people' || kind === 'reporting-lines')
    return sendCsv(facts.person.id, { csv: kind }, titleOf(kind), again);
  const scheme = coordinated(facts).find(({ id }) => id === args['scheme']);
  if (kind === undefined || scheme === undefined) return { reply: answer(filesCard(facts)) };
  const title = labelWith('Mentors of', scheme.name);
  return sendCsv(facts.person.id, { csv: 'mentors', schemeId: scheme.id }, title, again);
}

function titleOf(kind: UploadKind): string {
  return `All ${kindNames[kind]}`;
}
