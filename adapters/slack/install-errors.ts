/** Why an installation came to nothing: a page for whoever tried it, and a short word for the log. */

import { ErrorCode } from '@slack/oauth';
import { WebAPIPlatformError } from '@slack/web-api';

/** Slack has agreed, and we cannot work with what it gave. */
export class InstallRefused extends Error {
  override readonly name = 'InstallRefused';
  readonly why: 'whole-organisation' | 'no-bot' | 'token-rotation';

  constructor(why: InstallRefused['why']) {
    super(why);
    this.why = why;
  }
}

/** Slack has agreed, and the token could not be kept; `cause` says why. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

export type Refusal = {
  readonly status: number;
  /** Never what somebody sent, only which case it was. */
  readonly why: string;
  readonly title: string;
  readonly says: string;
  /** A fault on this side, such as a database that is away: to be logged with its place. */
  readonly fault?: unknown;
};

export function refusalFor(error: unknown): Refusal {
  if (error instanceof InstallRefused) return refused(400, error.why, ...wordsFor[error.why]);
  if (error instanceof NotKept) return { ...refused(500, 'not-kept', ...notKept), fault: error.cause };
  if (error instanceof WebAPIPlatformError) return refusedBySlack(error.data.error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case ErrorCode.AuthorizationError:
      return refused(200, 'denied', 'Nothing was installed', 'You chose not to allow it, and that is fine.');
    case ErrorCode.MissingStateError:
    case ErrorCode.InvalidStateError:
      return refused(400, 'state', ...elsewhere);
    case ErrorCode.MissingCodeError:
      return refused(400, 'no-code', ...elsewhere);
    default:
      return refused(502, 'unreachable', ...noAnswer);
  }
}

function refusedBySlack(said: string): Refusal {
  switch (said) {
    case 'invalid_code':
    case 'code_expired':
    case 'code_already_used':
      return refused(400, said, ...used);
    case 'invalid_client_id':
    case 'bad_client_secret':
    case 'bad_redirect_uri':
    case 'invalid_scope':
    case 'no_scopes':
      return refused(500, said, ...notOurApp);
    default:
      return refused(502, 'unreachable', ...noAnswer);
  }
}

function refused(status: number, why: string, title: string, says: string): Refusal {
  return { status, why, title, says };
}

const elsewhere = [
  'This cannot be finished here',
  'It was begun in another browser, or more than ten minutes ago. Nothing was installed.',
] as const;

const used = [
  'This was used already',
  'Slack lets each of these addresses be used once, within ten minutes. If Rapport answers in Slack, all is well.',
] as const;

const notOurApp = [
  'Slack does not know this server',
  'Nothing was installed. Please tell whoever runs Rapport: the client id, the client secret and the redirect URL have to be those of the app.',
] as const;

const noAnswer = [
  'Slack did not answer',
  'Nothing was installed. Please start again in a few minutes.',
] as const;

const notKept = [
  'It could not be saved',
  'Slack has agreed, but it could not be saved here. Please start again in a few minutes.',
] as const;

const wordsFor: Readonly<Record<InstallRefused['why'], readonly [title: string, says: string]>> = {
  'whole-organisation': [
    'Please choose one workspace',
    'Rapport is installed in one workspace at a time, not in a whole organisation at once. Nothing was installed.',
  ],
  'no-bot': [
    'Slack gave no bot',
    'Nothing was installed. Please tell whoever runs Rapport: the app is to be made from its manifest.',
  ],
  'token-rotation': [
    'Token rotation is on',
    'Nothing was installed. Please tell whoever runs Rapport: the app is to be made anew from its manifest, where token rotation is off.',
  ],
};
