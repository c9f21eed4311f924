import { readFileSync } from 'node:fs';
import type { StoredEvent } from '@lienthong/event-store';
import type { AdministrativeActs } from './administrative-acts.js';
import { readOf, type DossierRead } from './dossier-openings.js';
import { knownFrom } from './start-record.js';

type Recorded = Readonly<{ events: readonly StoredEvent[] }>;
const recording = <T>(name: string): Recorded & T => JSON.parse(readFileSync(new URL(`../../test/histories/2026-11-v1-${name}.json`, import.meta.url), 'utf8'));

const reads = recording<{ askedAt: string; told: readonly DossierRead[] }>('reads');
const acts = recording<{ known: object }>('administration');

/** Every event type of the host that was ever released: a new one does not compile until it is here, and then needs a recording. */
const released: Readonly<Record<keyof AdministrativeActs | 'DossierRead' | 'FileRead', true>> = {
  ConfigurationChanged: true, DossierRead: true, FactsExported: true, FileRead: true, LogKeysChanged: true, MigrationsRun: true,
  ParkedMessageDiscarded: true, ParkedMessageRetried: true, ProjectionRebuildStarted: true, ProofExported: true, SigningReviewed: true,
};

describe('events of the host that were written once', () => {
  it('are told as reads, as they were', () => {
    const told = reads.events.map(({ logIndex, type, actor, actorId, data, occurredAt }) =>
      readOf({ log_index: String(logIndex), type, actor, sealed: JSON.stringify({ actorId, data }), occurred_at: new Date(occurredAt) }, Date.parse(reads.askedAt)));
    expect(told).toEqual(reads.told);
  });

  it('are told as reads without a reader once they are erased', () => {
    const [erased] = reads.events;
    expect(readOf({ log_index: '0', type: erased!.type, actor: erased!.actor, sealed: null, occurred_at: new Date(0) }, 0)).toMatchObject({
      what: null, purpose: null, withheld: false, reader: { role: 'officer', organisation: 'H56.T7', name: null, agency: null, unit: null },
    });
  });

  it('say what earlier starts have entered', () => {
    const { migrations, ...known } = knownFrom(acts.events);
    expect({ migrations: [...migrations], ...known }).toEqual(acts.known);
  });

  it('are of every type that was ever released', () => {
    expect([...new Set([...reads.events, ...acts.events].map(({ type }) => type))].toSorted()).toEqual(Object.keys(released).toSorted());
  });
});
