/** The steps of a mentoring story as people take them, for tests whose point lies elsewhere. */

import { roster } from '../../adapters/playground/roster.ts';
import type { ScreenMessage } from '../../adapters/playground/api-types.ts';
import type { Inside } from './inside-database.ts';
import type { Client, Someone } from './playground-client.ts';

export type FormAnswers = Parameters<Someone['submit']>[0];

export function nameOf(id: string): string {
  const name = roster.people.find((person) => person.id === id)?.name;
  if (name === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return name;
}

export function labels(message: ScreenMessage): readonly string[] {
  return message.controls.map((control) => control.label);
}

/** The label of a control that matches, or an error that says which there are. */
export function labelOf(message: ScreenMessage, pattern: RegExp): string {
  const found = labels(message).find((label) => pattern.test(label));
  if (found === undefined)
    throw new Error(`No control ${String(pattern)} among ${labels(message).join(', ')}`);
  return found;
}

export async function optionOf(someone: Someone, field: string, pattern: RegExp): Promise<string> {
  const form = await someone.form();
  const options = form.fields.find((one) => one.label === field)?.options ?? [];
  const found = options.find((option) => pattern.test(option));
  if (found === undefined) throw new Error(`No option ${String(pattern)} among ${options.join(', ')}`);
  return found;
}

/** A calendar date so many days after the playground's now. */
export async function dayIn(client: Client, days: number): Promise<string> {
  const now = new Date((await client.clock()).now);
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The field for what mentors say of themselves. */
export const PORTRAIT = 'Who are you? A few words for those who choose';

export async function offer(mentor: Someone, more: FormAnswers = {}): Promise<void> {
  await mentor.type('/mentor offer');
  await mentor.submit({
    'What could you help with?': ['Exams and ARCP'],
    'How many people at once?': 2,
    'Is time for this agreed in your job plan?': true,
    ...more,
  });
}

/** What somebody who asks fills in; two weeks ahead, at times that are daytime in every zone of the roster. */
export async function askAnswers(client: Client, more: FormAnswers = {}): Promise<FormAnswers> {
  const day = await dayIn(client, 14);
  return {
    'What would you most like help with?': ['Exams and ARCP'],
    'First choice: date': day,
    'First choice: time': '12:30',
    'Second choice: date': day,
    'Second choice: time': '13:30',
    'Third choice: date': day,
    'Third choice: time': '08:15',
    'Does your line manager know that you are asking?': 'I would rather not say',
    ...more,
  };
}

export async function ask(client: Client, mentee: Someone, more: FormAnswers = {}): Promise<void> {
  await mentee.type('/mentor ask');
  await mentee.submit(await askAnswers(client, more));
  await mentee.sees(/Your request for a mentor/);
}

/** Schemes let people choose their mentor themselves, or leave it to the usual ways again. */
export async function letChoose(inside: Inside, choose = true): Promise<void> {
  await inside.query(`update scheme set matching = $1`, [
    choose ? ['coordinator', 'bank', 'named'] : ['coordinator', 'named'],
  ]);
}

/** Somebody asks a mentor of the bank something first; the mentor sees it. */
export async function askFirst(
  client: Client,
  asker: Someone,
  mentorId: string,
  words: string,
): Promise<ScreenMessage> {
  await asker.type('/mentor mentors');
  await asker.press(`See ${nameOf(mentorId)}`);
  await asker.press('Ask a question first');
  await asker.submit({ 'What would you like to know?': words });
  return client.as(mentorId).sees(/has a question for you/);
}

/** The coordinator puts the mentee's request to these mentors, who all see it. */
export async function putTo(
  client: Client,
  coordinator: Someone,
  menteeId: string,
  mentorIds: readonly string[],
): Promise<void> {
  const triage = await coordinator.sees(new RegExp(`${nameOf(menteeId)} asks for a mentor`));
  await coordinator.press('Choose whom to ask', triage.id);
  const field = (await coordinator.form()).fields[0]?.label ?? '';
  const chosen: string[] = [];
  for (const id of mentorIds) chosen.push(await optionOf(coordinator, field, new RegExp(`^${nameOf(id)}:`)));
  await coordinator.submit({ [field]: chosen });
  for (const id of mentorIds) await client.as(id).sees(lookingFor(menteeId));
}

export function lookingFor(menteeId: string): RegExp {
  return new RegExp(`${nameOf(menteeId)} is looking for a mentor`);
}

export async function decline(
  mentor: Someone,
  menteeId: string,
  message?: { readonly text: string; readonly share: boolean },
  more: FormAnswers = {},
): Promise<void> {
  await mentor.press('Decline this request', (await mentor.sees(lookingFor(menteeId))).id);
  await mentor.submit({
    'What is the main reason?': 'Another reason',
    ...(message && {
      'Would you like to add anything?': message.text,
      'May the person asking read it, with your name?': message.share,
    }),
    ...more,
  });
}

/** The mentor says yes to the mentee's first time that is left. */
export async function accept(mentor: Someone, menteeId: string): Promise<void> {
  await mentor.press('Accept and choose a time', (await mentor.sees(lookingFor(menteeId))).id);
  await mentor.submit({
    'When will you first meet?': await optionOf(mentor, 'When will you first meet?', /:/),
  });
  await mentor.sees(/Meeting booked for/);
}

/** How a form names the first time that the one who asked can make, for hands that have no form on the screen. */
export async function firstTime(inside: Inside, proposalId: string): Promise<string> {
  const { date, time, zone } = await inside.one<{ date: string; time: string; zone: string }>(
    `select first.date, first.time, first.zone
       from proposal join request on request.id = proposal.request_id,
            jsonb_to_record(request.times -> 0) as first (date text, time text, zone text)
      where proposal.id = $1`,
    [proposalId],
  );
  return `${date}T${time}[${zone}]`;
}

export async function suggestTimes(client: Client, mentor: Someone, menteeId: string): Promise<void> {
  await mentor.press('Suggest other times', (await mentor.sees(lookingFor(menteeId))).id);
  const day = await dayIn(client, 16);
  await mentor.submit({
    'First choice: date': day,
    'First choice: time': '12:30',
    'Second choice: date': day,
    'Second choice: time': '13:30',
    'Third choice: date': day,
    'Third choice: time': '14:30',
  });
}

/** Opens what the two share, from the list of meetings. */
export async function openMentoring(someone: Someone, otherId: string): Promise<ScreenMessage> {
  await someone.type('/mentor meetings');
  const list = await someone.sees(/Your meetings/);
  await someone.press(labelOf(list, /^Open mentoring with/), list.id);
  return someone.sees(new RegExp(`Mentoring with ${nameOf(otherId)}`));
}

/** From the page of a mentoring: both parts of the ground rules, each word where its field is. */
export async function proposeRules(
  proposer: Someone,
  records: 'No records' | 'Each keeps their own' | 'Shared by both',
  words: FormAnswers = {},
): Promise<void> {
  await proposer.press('Propose ground rules');
  const first = new Set((await proposer.form()).fields.map(({ label }) => label));
  const [purpose, arrangements] = [true, false].map((isFirst) =>
    Object.fromEntries(Object.entries(words).filter(([label]) => first.has(label) === isFirst)),
  );
  await proposer.submit(purpose ?? {});
  await proposer.submit({ 'Records of your meetings': records, ...arrangements });
}

/** One proposes ground rules and the other agrees. */
export async function settleRules(
  proposer: Someone,
  other: Someone,
  records: 'No records' | 'Each keeps their own' | 'Shared by both',
  words: FormAnswers = {},
): Promise<void> {
  await openMentoring(proposer, other.id);
  await proposeRules(proposer, records, words);
  const asked = await other.sees(/Ground rules to agree/);
  await other.press('Agree to these rules', asked.id);
  await proposer.sees(/has agreed to the ground rules/);
}

/** Goes on until a timer of this kind has fired. */
export async function moveUntil(client: Client, kind: string): Promise<void> {
  for (let moves = 0; moves < 60; moves += 1) {
    const { fired } = await client.move({ next: true });
    if (fired.some((timer) => timer.kind === kind)) return;
  }
  throw new Error(`Nothing of kind ${kind} came due`);
}

export async function writeRecord(someone: Someone, words: FormAnswers): Promise<void> {
  const question = await someone.sees(/Did you meet\?|You met on/);
  await someone.press(labelOf(question, /^Yes, we met|^Write the record/), question.id);
  await someone.submit({ 'What did you discuss': 'This and that.', ...words });
}
