/** How much of the processors a process has used: what a busy machine around it does not change. */

import { readFileSync } from 'node:fs';

/** Milliseconds of processor time since the process began; `undefined` where the system does not tell (other than Linux). */
export function cpuMs(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return ticks * 10; // a tick is a hundredth of a second on every Linux that Node runs on
  } catch {
    return undefined;
  }
}
