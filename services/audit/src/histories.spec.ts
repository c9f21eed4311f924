import type { JsonObject } from '@bufbuild/protobuf';
import { describeHistories } from '@lienthong/service-host/specs';
import { announcements } from './adapters/messaging/announce.js';
import { custodyChanges } from './adapters/postgres/custody-change.js';
import { evolveCustody, nobody, type Custody } from './domain/custody.js';
import { evolveDivergence, type Divergence, type DivergenceEvent } from './domain/divergence.js';
import { gapDecider, type GapEvent } from './domain/gap.decider.js';
import type { FactHeard } from './domain/heard-fact.js';

/** What was heard of a dossier folds to who has it; what was missed of a source, to its open gaps; what was wrong with a log, to whether it still is. */
const deciders = {
  dossier: { initial: nobody, evolve: (custody: Custody, { data }: FactHeard) => custodyChanges(data.factType, JSON.parse(data.data) as JsonObject).reduce(evolveCustody, custody) },
  gaps: gapDecider,
  divergence: { initial: 'never-seen' as Divergence, evolve: evolveDivergence },
};

const released: Readonly<Record<GapEvent['type'] | DivergenceEvent['type'] | FactHeard['type'], true>> = { DivergenceFound: true, DivergenceMended: true, FactHeard: true, GapClosed: true, GapFound: true };

describeHistories({ folder: new URL('../test/histories/', import.meta.url), announcements, deciders, released });
