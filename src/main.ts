/** `npm start`, and what a container runs: the same as `rapport start`. */

import { runUntilStopped } from './app/run.ts';

await runUntilStopped(process.env);
