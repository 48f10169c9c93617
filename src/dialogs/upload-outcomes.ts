/** What comes of looking at a coordinator's file and of importing it, and how its card tells. */

import type { Context } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { quote } from '../mentoring/csv/problem.ts';
import type { Summary } from '../mentoring/csv/summary.ts';
import type { UploadFacts } from '../mentoring/facts.ts';
import type { Upload } from '../mentoring/records/upload.ts';
import { mostUploadBytes } from '../mentoring/upload.ts';
import type { UploadCheck, UploadImport } from '../mentoring/upload.ts';
import type { Card } from '../ui/view.ts';
import { card } from '../ui/view.ts';
import { remove, update } from './define.ts';
import type { Outcome } from './define.ts';
import {
  checkedCard,
  goneCard,
  importedCard,
  linesNewsCard,
  unreadableCard,
  uploadSlot,
  whichKindCard,
  whichSchemeCard,
} from './upload-cards.ts';

/** Its sender has said yes: from then on it is neither put away nor looked at again. */
export function isDecided({ state }: Upload): boolean {
  return state === 'importing' || state === 'imported';
}

export function checked(facts: UploadFacts, result: UploadCheck): Outcome {
  const { upload: file, schemes } = facts;
  // Its sender has said something else meanwhile, or has put it away.
  if (isDecided(file)) return {};
  switch (result.came) {
    case 'gone':
      return ended(
        file,
        'It is not kept any more, or you coordinate nothing that it is about. Nothing was imported.',
      );
    case 'unfetched':
      return unread(file, whyUnfetched[result.why]);
    case 'unreadable':
      return unread(file, sentence(result.words));
    case 'unknown':
      return unread(
        file,
        `I do not know what it is. A file of people heads a name and an e-mail address, one of mentors an e-mail address and areas, and one of reporting lines an e-mail address, a manager’s and the kind. Its first row says: ${result.headings.map(quote).join(', ')}.`,
      );
    case 'which-kind':
      return asks(file, whichKindCard(file, result.kinds));
    case 'which-scheme':
      return asks({ ...file, kind: 'mentors' }, whichSchemeCard(file, schemes));
    case 'checked': {
      const { kind, schemeId, summary } = result;
      const set = { kind, ...(schemeId !== undefined && { schemeId }), summary, state: 'checked' } as const;
      return {
        changes: [update('upload', file.id, set)],
        effects: [revised(file, checkedCard({ ...facts, upload: { ...file, ...set } }, kind, summary))],
      };
    }
    default:
      return result satisfies never;
  }
}

export function imported(facts: UploadFacts, result: UploadImport): Outcome {
  const { upload: file } = facts;
  switch (result.came) {
    case 'gone':
      return ended(
        file,
        'It is not kept any more, or you coordinate nothing that it is about. Nothing was imported.',
      );
    case 'refused': {
      // What was right when it was checked is wrong now, such as an address that two people have since.
      const { summary } = result;
      const set = { summary, state: 'checked' } as const;
      const kind = file.kind ?? 'people';
      return {
        changes: [update('upload', file.id, set)],
        effects: [revised(file, checkedCard({ ...facts, upload: { ...file, ...set } }, kind, summary))],
      };
    }
    case 'imported': {
      const { changes = [], timers = [] } = forget(file);
      return {
        changes,
        timers,
        effects: [
          revised(file, importedCard(file, file.personId, result.summary)),
          ...news(facts, result.summary),
        ],
      };
    }
    default:
      return result satisfies never;
  }
}

/** Lines decide which coordinators hear of somebody: none of them is changed unseen by the others. */
function news({ upload: file, sender, coordinatorIds }: UploadFacts, summary: Summary): readonly Effect[] {
  if (file.kind !== 'reporting-lines') return [];
  return coordinatorIds
    .filter((id) => id !== file.personId)
    .map((id) => ({ effect: 'send', to: { person: id }, card: linesNewsCard(sender.name, summary) }));
}

function asks(file: Upload, view: Card): Outcome {
  const set = { state: 'unclear', ...(file.kind !== undefined && { kind: file.kind }) } as const;
  return { changes: [update('upload', file.id, set)], effects: [revised(file, view)] };
}

/** It could not be read: what to do is said, and nothing of it is kept. */
function unread(file: Upload, words: string): Outcome {
  return { ...forget(file), effects: [revised(file, unreadableCard(file, words))] };
}

export function ended(file: Upload, says: string): Outcome {
  return { ...forget(file), effects: [revised(file, goneCard(file, says))] };
}

export function forget({ id }: Upload): Pick<Outcome, 'changes' | 'timers'> {
  return { changes: [remove('upload', id)], timers: [{ timer: 'cancel-all', prefix: `upload:${id}:` }] };
}

function revised({ id, personId }: Upload, view: Card): Effect {
  return { effect: 'revise', to: { person: personId }, slot: uploadSlot(id), card: view };
}

/** Without the file's name: what goes out between two turns is made without asking what it is about. */
export function progressCard(
  { doing, done, total }: { readonly doing: string; readonly done: number; readonly total: number },
  { args, subject }: Context & { readonly subject: string },
): readonly Effect[] {
  const person = args['person'];
  if (person === undefined) return [];
  const view = card('Your file', { type: 'progress', label: doing, done, total });
  return [{ effect: 'revise', to: { person }, slot: uploadSlot(subject), card: view }];
}

const whyUnfetched: Readonly<Record<Extract<UploadCheck, { came: 'unfetched' }>['why'], string>> = {
  'run-out': 'The link to it has run out, or it was deleted. Please send it again.',
  'not-allowed':
    'I am not allowed to open files here. Please ask whoever looks after this workspace to install Rapport again, with the right to read files that are sent to it.',
  'too-large': `It is larger than ${mostUploadBytes / 1_048_576} MB, which is more than a hundred thousand rows. Take out columns that are not needed, or send it in parts.`,
  refused:
    'It could not be had from where it is kept. Please save it on your device, and attach it to a message here.',
};

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
