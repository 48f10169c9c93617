/** What a check of `rapport doctor` found: one line each. */

export type Finding = {
  readonly state:
    | 'ok'
    /** Does not work; `says` tells what to do. */
    | 'to do'
    /** Works; `says` tells what to think about. */
    | 'note'
    /** Not needed here, or not to be told before something else works. */
    | 'not checked';
  readonly about: string;
  readonly says: string;
};

/** How long a check waits for whoever it asks. */
export const patienceMs = 10_000;

export function ok(about: string, says: string): Finding {
  return { state: 'ok', about, says };
}

export function toDo(about: string, says: string): Finding {
  return { state: 'to do', about, says };
}

export function note(about: string, says: string): Finding {
  return { state: 'note', about, says };
}

export function notChecked(about: string, says: string): Finding {
  return { state: 'not checked', about, says };
}

/** Why a request got no answer, in words that hold nothing of the request. */
export function whyNoAnswer(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'it did not answer in ten seconds';
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing answers there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no machine has that name';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the connection was cut';
    default:
      if (/CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(code)) return `its certificate is not trusted (${code})`;
      return code === '' ? 'there was no answer' : `there was no answer (${code})`;
  }
}
