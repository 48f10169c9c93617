/** Every migration, oldest first. The list is written by hand, so that no file takes part by lying in a folder. */

import type { Migration } from 'kysely';
import * as organisations from './0001-organisations.ts';
import * as requests from './0002-requests.ts';
import * as relationships from './0003-relationships.ts';
import * as engine from './0004-engine.ts';
import * as keysAndAudit from './0005-keys-and-audit.ts';
import * as protection from './0006-protection.ts';
import * as files from './0007-files.ts';
import * as outsideSchemes from './0008-outside-schemes.ts';
import * as practice from './0009-practice.ts';
import * as firstMeeting from './0010-first-meeting.ts';
import * as watch from './0011-watch.ts';
import * as courtesy from './0012-courtesy.ts';
import * as rounds from './0013-rounds.ts';
import * as referralsNotAsked from './0014-referrals-not-asked.ts';
import * as uploads from './0015-uploads.ts';
import * as reportBack from './0016-report-back.ts';
import * as checkIns from './0017-check-ins.ts';
import * as endings from './0018-endings.ts';
import * as benefits from './0019-benefits.ts';
import * as waiting from './0020-waiting.ts';
import * as ownPriors from './0021-own-priors.ts';
import * as carrierCare from './0022-carrier-care.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-organisations': organisations,
  '0002-requests': requests,
  '0003-relationships': relationships,
  '0004-engine': engine,
  '0005-keys-and-audit': keysAndAudit,
  '0006-protection': protection,
  '0007-files': files,
  '0008-outside-schemes': outsideSchemes,
  '0009-practice': practice,
  '0010-first-meeting': firstMeeting,
  '0011-watch': watch,
  '0012-courtesy': courtesy,
  '0013-rounds': rounds,
  '0014-referrals-not-asked': referralsNotAsked,
  '0015-uploads': uploads,
  '0016-report-back': reportBack,
  '0017-check-ins': checkIns,
  '0018-endings': endings,
  '0019-benefits': benefits,
  '0020-waiting': waiting,
  '0021-own-priors': ownPriors,
  '0022-carrier-care': carrierCare,
};
