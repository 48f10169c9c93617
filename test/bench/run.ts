/** `npm run bench`: measures, prints, and leaves judging to the reader. Names of parts as arguments run only those. */

import { cpus, totalmem } from 'node:os';
import { benchAssignment } from './assignment.ts';
import { sayLine } from './print.ts';
import { startServer } from './server.ts';
import type { BenchServer } from './server.ts';
import { benchDelivery } from './delivery.ts';
import { benchRendering } from './rendering.ts';
import { benchRound } from './round.ts';
import { benchStart } from './start.ts';
import { benchStatements } from './statements.ts';
import { benchTimers } from './timers.ts';
import { benchTriage } from './triage.ts';
import { benchTurns } from './turns.ts';
import { benchWindDown } from './wind-down.ts';

const parts: Readonly<Record<string, (server: BenchServer) => Promise<void>>> = {
  turns: benchTurns,
  statements: benchStatements,
  rendering: benchRendering,
  triage: benchTriage,
  assignment: benchAssignment,
  round: benchRound,
  delivery: benchDelivery,
  timers: benchTimers,
  start: benchStart,
  'wind-down': benchWindDown,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  sayLine(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

const began = performance.now();
const server = await startServer();
const memory = Math.round(totalmem() / 1024 ** 3);
sayLine(
  `${cpus().length} cores, ${memory} GiB; Node ${process.version}; PostgreSQL ${server.version}, commits durable`,
);
try {
  for (const [name, part] of Object.entries(parts))
    if (wanted.length === 0 || wanted.includes(name)) await part(server);
} catch (error) {
  // Said before the server is stopped: whoever still has a connection to it complains louder.
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
await server.stop();
sayLine(`\nTook ${Math.round((performance.now() - began) / 1000)} s.`);
process.exit(); // what failed may have left connections open
