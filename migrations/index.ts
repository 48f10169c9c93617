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
};
