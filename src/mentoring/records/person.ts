/** What is kept about one person, outside any pair. */

/** Someone who must not mentor someone: who manages or assesses whom, from the directory. */
export type ReportingLine = {
  readonly id: string;
  readonly personId: string;
  readonly managerId: string;
  readonly kind: string;
};

/** Somebody does not want to be brought together with somebody; the other one never learns of it. */
export type Block = {
  readonly id: string;
  readonly blockerId: string;
  readonly blockedId: string;
};

/** What can be said to somebody unasked. `news`: what somebody else has just sent or done. */
export type NudgeKind =
  | 'meeting'
  | 'did-you-meet'
  | 'next-step'
  | 'preparation'
  | 'check-in'
  | 'rotation'
  | 'watch'
  | 'answer'
  | 'request'
  | 'coordinator'
  | 'news';

/** How somebody wants to be reminded; who has chosen nothing has none of these. Their own alone. */
export type ReminderChoices = {
  readonly id: string;
  readonly personId: string;
  /** HH:MM on their own clock. Nobody is reminded from the first to the second; the same time twice means always. */
  readonly quietFrom: string;
  readonly quietTo: string;
  /** 1 Monday to 7 Sunday: days on which only meetings are reminded of. */
  readonly quietDays: readonly number[];
  /** How long before a meeting they are reminded of it; each is a reminder of its own. */
  readonly meetingMinutes: readonly number[];
  /** Kinds that are switched off. */
  readonly off: readonly NudgeKind[];
  /** Nothing reminds them before this day. */
  readonly snoozedUntil?: string | undefined;
  readonly holidays: 'england-and-wales' | 'scotland' | 'northern-ireland' | 'none';
};

/** Somebody is away, both days included. Their own alone; for everybody else the clocks stop, and no reason is given. */
export type Absence = {
  readonly id: string;
  readonly personId: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly why: 'leave' | 'nights' | 'rotation';
};
