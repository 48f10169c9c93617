/** How everything that waits stands at the moment, from the database and the queues: for `/metrics` and the operations page. */

import type { CarrierConnection } from '../../jobs/connection.ts';
import { queueState } from '../../jobs/state.ts';
import type { QueueState } from '../../jobs/state.ts';
import type { Clock } from '../engine/ports.ts';
import type { CarrierFigures } from '../store/carrier-figures.ts';
import type { RapportStore } from '../store/store.ts';

export type CarrierState = {
  readonly at: Date;
  /** `undefined`: the database could not be asked. */
  readonly figures: CarrierFigures | undefined;
  /** `undefined`: the queues could not be asked. */
  readonly queues: QueueState | undefined;
};

/** However often it is asked, the database is asked once in so long. */
const keptMs = 5_000;
/** Whoever asks does not wait for longer: a scrape that hangs says less than one without these figures. */
const patienceMs = 3_000;

/** Never rejects: what cannot be asked is left out. */
export function carrierState(parts: {
  readonly store: Pick<RapportStore, 'carrierFigures'>;
  readonly connection: Pick<CarrierConnection, 'queue'>;
  readonly clock: Clock;
}): () => Promise<CarrierState> {
  let kept: { readonly until: number; readonly state: Promise<CarrierState> } | undefined;

  async function read(): Promise<CarrierState> {
    const at = parts.clock.now();
    const [figures, queues] = await Promise.all([
      orNothing(parts.store.carrierFigures(at)),
      orNothing(queueState(parts.connection)),
    ]);
    return { at, figures, queues };
  }

  return async () => {
    if (kept === undefined || performance.now() > kept.until)
      kept = { until: performance.now() + keptMs, state: read() };
    return kept.state;
  };
}

async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  let timeout: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timeout = setTimeout(() => resolve(undefined), patienceMs);
  });
  try {
    return await Promise.race([asked, tooLate]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timeout);
  }
}
