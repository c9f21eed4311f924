import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { vietnamTime } from '@lienthong/service-host';
import type { PetitionMark } from '../../domain/indicators/petition-facts.js';
import { isProtected } from '../../domain/petition-access.js';
import { evolvePetition, FIRST_STAGES, noPetition, type KnownPetition, type Petition, type PetitionClock, type PetitionEvent } from '../../domain/petition.js';

const CATEGORY = 'petition/';

/** Petitions as the domain folds them, with what indicators count of them. */
export const petitionsProjection: Projection = {
  name: 'petitions',
  version: 1,
  tables: ['petitions'],
  ddl: [
    `CREATE TABLE petitions (
      number text PRIMARY KEY, version integer NOT NULL, unit text NOT NULL, author text NOT NULL, is_protected boolean NOT NULL, matter text NOT NULL, status text NOT NULL,
      received_at timestamptz NOT NULL, due_at timestamptz NOT NULL, first_position bigint NOT NULL, document jsonb NOT NULL, history jsonb NOT NULL
    )`,
    'CREATE INDEX ON petitions (due_at, number)',
    'CREATE INDEX ON petitions (unit, due_at, number)',
    'CREATE INDEX ON petitions (received_at)',
    'CREATE INDEX ON petitions (author)',
  ],
  apply: async (events, sql) => {
    const own = events.filter(({ stream, data }) => stream.startsWith(CATEGORY) && data !== null);
    for (const [number, ofOne] of Map.groupBy(own, ({ stream }) => stream.slice(CATEGORY.length))) await follow(number, ofOne, sql);
  },
};

async function follow(number: string, events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const { rows: [known] } = await sql.query('SELECT document FROM petitions WHERE number = $1', [number]);
  const state = events.reduce<Petition>((folded, { type, data }) => evolvePetition(folded, { type, data } as PetitionEvent), (known?.document as KnownPetition | undefined) ?? noPetition);
  if (state.kind === 'none') return;
  await sql.query(
    `INSERT INTO petitions VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (number) DO UPDATE SET version = excluded.version, unit = excluded.unit, is_protected = excluded.is_protected, matter = excluded.matter, status = excluded.status,
       due_at = excluded.due_at, document = excluded.document, history = petitions.history || excluded.history`,
    [number, events.at(-1)?.version ?? 0, state.unit, state.author?.identifier ?? '', isProtected(state), state.petition.matter, state.status, state.receivedAt, nextDue(state) ?? 'infinity',
      events[0]?.logIndex ?? 0, JSON.stringify(state), JSON.stringify(events.flatMap(marksOf))]);
}

/** The earliest date that somebody has still to meet. */
export function nextDue({ clocks }: KnownPetition): string | null {
  return clocks.filter(({ doneAt }) => doneAt === null).map(({ dueAt }) => dueAt).toSorted()[0] ?? null;
}

/** What an event of a petition means for indicators. */
function marksOf({ logIndex: position, type, data }: StoredEvent): readonly PetitionMark[] {
  const event = { type, data } as PetitionEvent;
  const at = (text: string) => ({ position, at: vietnamTime(Date.parse(text)) });
  const dues = (text: string, clocks: readonly PetitionClock[]): readonly PetitionMark[] => clocks.map(({ stage, dueAt }) => ({ ...at(text), kind: 'due', step: stage, dueAt }));
  const done = (text: string, stages: readonly string[]): readonly PetitionMark[] => stages.map((step) => ({ ...at(text), kind: 'done', step }));
  const classed = (text: string, { matter, aspect }: KnownPetition['petition']): PetitionMark => ({ ...at(text), kind: 'classified', content: matter, aspect });
  switch (event.type) {
    case 'PetitionReceived': {
      const { receivedAt, petition, isRepeated, dossierRef, clocks } = event.data;
      return [{ ...at(receivedAt), kind: 'received', isRepeated, dossierRef }, classed(receivedAt, petition), ...dues(receivedAt, clocks)];
    }
    case 'PetitionClassified': return [{ ...at(event.data.classifiedAt), kind: 'restarted' }, classed(event.data.classifiedAt, event.data.petition), ...dues(event.data.classifiedAt, event.data.clocks)];
    case 'PetitionTransferred': return [...done(event.data.transferredAt, event.data.unit === null ? EVERY_STAGE : FIRST_STAGES), ...dues(event.data.transferredAt, event.data.clocks)];
    case 'PetitionReturned': return done(event.data.returnedAt, EVERY_STAGE);
    case 'PetitionAccepted': return [...done(event.data.acceptedAt, FIRST_STAGES), ...dues(event.data.acceptedAt, event.data.clocks)];
    case 'PetitionExtended': return dues(event.data.extendedAt, event.data.clocks);
    case 'AuthorAsked': return [...dues(event.data.askedAt, event.data.clocks), ...done(event.data.askedAt, ['more-information'])];
    case 'AuthorReplied': return [];
    case 'PetitionResolved': return [...done(event.data.resolvedAt, EVERY_STAGE), ...dues(event.data.resolvedAt, event.data.clocks)];
    case 'AnswerPublished': return done(event.data.publishedAt, EVERY_STAGE);
    case 'AnswerRated': return [{ ...at(event.data.ratedAt), kind: 'rated', isSatisfied: event.data.isSatisfied }];
  }
}

const EVERY_STAGE = ['acceptance', 'processing', 'more-information', 'resolution', 'publication'] as const;
