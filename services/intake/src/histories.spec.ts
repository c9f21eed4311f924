import { readdirSync, readFileSync } from 'node:fs';
import { evolveDossier, noDossier, type DossierEvent, type DossierState } from './domain/dossier.js';
import { evolveProcedure, unknownProcedure, type Procedure, type ProcedureEvent } from './domain/procedure.js';
import { evolveStoredFile, noFile, type StoredFile, type StoredFileEvent } from './domain/stored-file.js';
import { evolveSubmission, noSubmission, type Submission, type SubmissionEvent } from './domain/submission.js';
import { announcements } from './adapters/messaging/announce.js';

// Streams as they were written by released versions. They must fold, and render to the same facts, for ever.

type Recorded = Readonly<{ type: string; data: unknown }>;
type History = Readonly<{ stream: string; events: readonly Recorded[]; folds: object; facts: readonly object[] }>;

const folder = new URL('../test/histories/', import.meta.url);
const histories = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as History] as const);

const FOLDS: Readonly<Record<string, (events: readonly Recorded[]) => object>> = {
  dossier: (events) => (events as readonly DossierEvent[]).reduce<DossierState>(evolveDossier, noDossier),
  procedure: (events) => (events as readonly ProcedureEvent[]).reduce<Procedure>(evolveProcedure, unknownProcedure),
  file: (events) => (events as readonly StoredFileEvent[]).reduce<StoredFile>(evolveStoredFile, noFile),
  submission: (events) => (events as readonly SubmissionEvent[]).reduce<Submission>(evolveSubmission, noSubmission),
};

describe('recorded histories', () => {
  it.each(histories)('%s folds', (_, { stream, events, folds }) => expect(FOLDS[stream.split('/')[0]!]!(events)).toEqual(folds));

  it.each(histories)('%s renders to the same facts', (_, { stream, events, facts }) => {
    const code = stream.slice(stream.indexOf('/') + 1);
    const rendered = events.filter(({ type }) => announcements.isFact(type)).map(({ type, data }, index) => announcements.render({
      type, data, stream, logIndex: index, factNumber: index + 1, version: index + 1, dossier: { code, ref: 'sample', version: index + 1 }, schema: 1, actor: 'clock', actorId: null,
      occurredAt: '2026-11-20T08:31:00.000Z', recordedAt: '2026-11-20T08:31:00.000Z', cause: null, causationId: null, traceParent: null,
    }, 'lienthong.sample/intake'));
    expect(rendered.map(({ type, data }) => ({ type, data }))).toEqual(facts);
  });

  it('cover every event that this version writes', () => {
    const recorded = new Set(histories.flatMap(([, { events }]) => events.map(({ type }) => type)));
    const written: Record<DossierEvent['type'] | ProcedureEvent['type'] | StoredFileEvent['type'] | SubmissionEvent['type'], true> = {
      DossierSubmitted: true, DossierAccepted: true, SupplementRequested: true, DossierSupplemented: true, DossierRefused: true, DossierWithdrawn: true, ResultReturned: true, ServiceRated: true,
      StateFollowed: true, DossierStopped: true, WorkOffered: true, WorkClosed: true, ProcedureLearned: true, FileStored: true, SubmissionReserved: true, SubmissionReleased: true,
    };
    expect(Object.keys(written).filter((type) => !recorded.has(type))).toEqual([]);
  });
});
