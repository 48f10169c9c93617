/** What the app may answer to a sent modal: nothing, errors at its fields, another view, or an end to all of them. */

import { isObject, objectOf, parseJson } from './json.ts';
import { SlackError } from './slack-error.ts';
import { fieldsOf } from './slack-fields.ts';
import { pushView, replaceView, setStack, stackOf, updateView } from './slack-views.ts';
import type { SlackView, SlackWorkspace } from './slack-workspace.ts';

/** What the client says in the modal when the answer was not one. */
export const TROUBLE = 'We had some trouble connecting. Try again?';

/** Does what the answer says. Returns what the client tells the person when it cannot. */
export function takeSubmissionAnswer(
  workspace: SlackWorkspace,
  view: SlackView,
  body: string,
): string | undefined {
  if (body.trim() === '') {
    setStack(
      workspace,
      view.user,
      stackOf(workspace, view.user).filter((one) => one.id !== view.id),
    );
    return undefined;
  }
  const answer = objectOf(parseJson(body));
  try {
    switch (answer['response_action']) {
      case 'errors':
        return showErrors(workspace, view, answer['errors']);
      case 'update':
        updateView(workspace, { viewId: view.id }, answer['view']);
        return undefined;
      case 'push':
        pushView(workspace, view.user, answer['view']);
        return undefined;
      case 'clear':
        setStack(workspace, view.user, []);
        return undefined;
      default:
        return TROUBLE;
    }
  } catch (error) {
    if (error instanceof SlackError) return `${TROUBLE} (${[error.code, ...error.problems].join('; ')})`;
    throw error;
  }
}

/** Errors belong to input blocks of the view; anything else is an answer that Slack does not take. */
function showErrors(workspace: SlackWorkspace, view: SlackView, errors: unknown): string | undefined {
  const blocks = new Set(fieldsOf(view).map((field) => field.blockId));
  if (!isObject(errors) || Object.keys(errors).length === 0) return TROUBLE;
  const entries = Object.entries(errors);
  const known = entries.every(([blockId, text]) => blocks.has(blockId) && typeof text === 'string');
  if (!known) return TROUBLE;
  const shown = Object.fromEntries(entries.map(([blockId, text]) => [blockId, String(text)]));
  replaceView(workspace, { ...view, errors: shown });
  return undefined;
}
