/** A Web API method that says no: becomes `{"ok":false,"error":code}` with HTTP 200, as Slack answers. */

export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  /** One line for each thing wrong, with its place: `must be ... [json-pointer:/blocks/0/text]`. */
  readonly problems: readonly string[];

  constructor(code: string, problems: readonly string[] = []) {
    super(code);
    this.code = code;
    this.problems = problems;
  }
}

export function slackError(code: string, problems: readonly string[] = []): SlackError {
  return new SlackError(code, problems);
}
