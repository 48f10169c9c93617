/**
 * A calendar file as the strictest of readers takes it: content lines as RFC 5545 writes them, and of a request or a
 * cancellation exactly what RFC 5546 (3.2.2 and 3.2.5) and Outlook ask for. What breaks a rule is said in one sentence.
 */

export type Property = {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  /** As written; text is still escaped. */
  readonly value: string;
};

export type Calendar = { readonly head: readonly Property[]; readonly event: readonly Property[] };

/** RFC 5545, 3.1: a name, parameters whose values stand in quotation marks where they must, and a value. */
const contentLine =
  /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*)(?:,(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*)*):([^\p{Cc}]*)$/u;
const parameter = /;([A-Z0-9-]+)=((?:"[^"]*"|[^";:,])*)/gu;

/** Throws where the file cannot be read at all. */
export function readIcs(text: string): Calendar {
  if (!text.endsWith('\r\n')) throw new Error('It ends in the middle of a line');
  const lines = text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '');
  const properties = lines.map((line): Property => {
    const [, name = '', params = '', value = ''] = contentLine.exec(line) ?? [];
    if (name === '') throw new Error(`This is no content line: ${line}`);
    const pairs = [...params.matchAll(parameter)].map(([, key = '', said = '']) => [key, said] as const);
    return { name, params: Object.fromEntries(pairs), value };
  });
  const begins = properties.findIndex(({ name, value }) => name === 'BEGIN' && value === 'VEVENT');
  const ends = properties.findIndex(({ name, value }) => name === 'END' && value === 'VEVENT');
  if (begins < 0 || ends < begins) throw new Error('It holds no event');
  const outer = [...properties.slice(0, begins), ...properties.slice(ends + 1)];
  if (outer.some(({ name, value }) => ['BEGIN', 'END'].includes(name) && value !== 'VCALENDAR'))
    throw new Error('It holds more than one event');
  return {
    head: outer.filter(({ name }) => !['BEGIN', 'END'].includes(name)),
    event: properties.slice(begins + 1, ends),
  };
}

/** Everything that a strict calendar would refuse or misread. */
export function breachesOf(text: string): readonly string[] {
  const breaches = text
    .split('\r\n')
    .filter((line) => Buffer.byteLength(line) > 75)
    .map((line) => `longer than 75 octets: ${line}`);
  if (/[^\r]\n|\r[^\n]/.test(text)) breaches.push('a line that does not end with CR and LF');
  const { head, event } = readIcs(text);
  const check = (kept: boolean, what: string) => {
    if (!kept) breaches.push(what);
  };

  for (const name of ['VERSION', 'PRODID', 'METHOD'])
    check(count(head, name) === 1, `${name} once in the calendar`);
  check(valueOf(head, 'VERSION') === '2.0', 'VERSION 2.0');
  const method = valueOf(head, 'METHOD');
  check(['REQUEST', 'CANCEL'].includes(method), 'METHOD is REQUEST or CANCEL');
  for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'SEQUENCE', 'ORGANIZER', 'STATUS'])
    check(count(event, name) === 1, `${name} once in the event`);
  for (const name of ['DESCRIPTION', 'LOCATION', 'CLASS', 'TRANSP'])
    check(count(event, name) <= 1, `${name} at most once`);
  check(count(event, 'DURATION') === 0, 'no DURATION beside DTEND');
  check(count(event, 'ATTENDEE') > 0, 'at least one ATTENDEE');
  check(
    valueOf(event, 'STATUS') === (method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'),
    'STATUS as the METHOD',
  );
  check(/^\d+$/.test(valueOf(event, 'SEQUENCE')), 'SEQUENCE is a number');
  // Without a VTIMEZONE, which this file does not have, a time with a zone's name means nothing.
  for (const name of ['DTSTAMP', 'DTSTART', 'DTEND']) {
    const found = event.find((one) => one.name === name);
    check(/^\d{8}T\d{6}Z$/.test(found?.value ?? ''), `${name} in UTC`);
    check(found?.params['TZID'] === undefined, `${name} without a zone`);
  }
  check(valueOf(event, 'DTSTART') < valueOf(event, 'DTEND'), 'it ends after it begins');
  check(valueOf(event, 'UID').length <= 255, 'UID of at most 255 letters');
  for (const { name, value, params } of event.filter((one) => ['ORGANIZER', 'ATTENDEE'].includes(one.name))) {
    check(/^mailto:[^@\s]+@[^@\s]+$/i.test(value), `${name} is a mail address`);
    check((params['CN'] ?? '') !== '', `${name} has a name`);
  }
  const addresses = event.filter(({ name }) => name === 'ATTENDEE').map(({ value }) => value.toLowerCase());
  check(new Set(addresses).size === addresses.length, 'each ATTENDEE once');
  for (const { name, value } of event.filter((one) =>
    ['SUMMARY', 'DESCRIPTION', 'LOCATION'].includes(one.name),
  ))
    check(!/(?<!\\)(\\\\)*[;,]|(?<!\\)(\\\\)*\\(?![\\;,nN])/.test(value), `${name} is escaped`);
  return breaches;
}

function count(of: readonly Property[], name: string): number {
  return of.filter((one) => one.name === name).length;
}

function valueOf(of: readonly Property[], name: string): string {
  return of.find((one) => one.name === name)?.value ?? '';
}

/** Text as a reader sees it (RFC 5545, 3.3.11). */
export function unescaped(value: string): string {
  return value.replaceAll(/\\([\\;,nN])/g, (_, letter: string) => (/[nN]/.test(letter) ? '\n' : letter));
}
