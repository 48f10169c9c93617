/** Papers as PDF: whoever asks for one gets it, and nobody else, in a private message. */

import { answer } from '../engine/reply.ts';
import { paperFile } from '../mentoring/paper-request.ts';
import type { PaperRequest } from '../mentoring/paper-request.ts';
import type { Target } from '../ui/reference.ts';
import type { ActionButton, Confirm } from '../ui/view.ts';
import { button, card, note, text } from '../ui/view.ts';
import type { Outcome } from './define.ts';

/** What people weigh before a paper is sent; the forms that end in one say it above their fields. */
export const whereItGoes =
  'It comes to you alone, in this chat. Chat programs keep their own copies of files, under the rules of your organisation.';

const confirm: Confirm = {
  title: 'Send a PDF here?',
  text: `${whereItGoes} Please keep what you save somewhere safe.`,
  yes: 'Send it to me',
  no: 'Not now',
};

export function paperButton(label: string, to: Target): ActionButton {
  return button(label, to, { confirm });
}

/**
 * Through the outbox to the person alone, like every message; the paper is made on its way, from what they may read by
 * then. `title` names it without anything that is in it.
 */
export function sendPaper(personId: string, request: PaperRequest, title: string): Outcome {
  return {
    confidential: true,
    effects: [
      {
        effect: 'send',
        to: { person: personId },
        card: card(
          title,
          text('Here is the PDF you asked for.'),
          note('Delete this message when you have saved it.'),
        ),
        files: [paperFile(request)],
      },
    ],
    reply: answer(card('Your PDF is on its way', text('It comes to you in a private message.'))),
  };
}
