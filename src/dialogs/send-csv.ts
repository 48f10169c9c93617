/** CSV files out: whoever asks for one gets it, and nobody else, in a private message. */

import { answer } from '../engine/reply.ts';
import { csvFile } from '../mentoring/csv-request.ts';
import type { CsvRequest } from '../mentoring/csv-request.ts';
import { card, note, text } from '../ui/view.ts';
import type { Outcome } from './define.ts';

/**
 * Through the outbox to the person alone; the file is made on its way, from what they may have by then. `title` names it,
 * and `says` what to do with it.
 */
export function sendCsv(personId: string, request: CsvRequest, title: string, says: string): Outcome {
  return {
    confidential: true,
    effects: [
      {
        effect: 'send',
        to: { person: personId },
        card: card(
          title,
          text(says),
          note(
            'Where it comes as a link, that works for a day. Delete this message when you have saved the file.',
          ),
        ),
        files: [csvFile(request)],
      },
    ],
    reply: answer(card('Your file is on its way', text('It comes to you in a private message.'))),
  };
}
