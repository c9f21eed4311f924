import { appendTogether, requireVersion, type AppendMeta, type SqlEffect, type StreamAppend } from '@lienthong/event-store';
import type { DossierCommand, DossierRejection } from '../domain/dossier.decider.js';
import type { Dossier, DossierEvent, DossierState } from '../domain/dossier.js';
import { isFinal } from '../domain/national-states.js';
import type { DossierPorts } from './dossier-ports.js';

/** `streams` begins with the dossier's own; without `events` it only guards the version on which nothing was found to do. */
export type PreparedChange =
  | Readonly<{ kind: 'accepted'; streams: readonly StreamAppend[]; events: readonly DossierEvent[]; state: DossierState }>
  | Readonly<{ kind: 'rejected'; rejection: DossierRejection }>;

/** Decides, and frees the request's reservation in the same append when the dossier ends: then the citizen may ask again. */
export async function prepareChange(ports: DossierPorts, code: string, command: DossierCommand): Promise<PreparedChange> {
  const prepared = await ports.dossiers.prepare(code, command);
  if (prepared.kind === 'rejected') return prepared;
  const { append, state } = prepared;
  const events = append.events as readonly DossierEvent[];
  const released = events.length === 0 ? [] : await releaseOf(ports, state, command.at);
  return { kind: 'accepted', streams: [append, ...released], events, state };
}

export type ChangeOptions = Readonly<{ meta: AppendMeta; expectedVersion?: number | undefined; also?: readonly SqlEffect[] }>;

export type Changed =
  | Readonly<{ kind: 'accepted'; state: DossierState; version: number; position: number }>
  | Readonly<{ kind: 'rejected'; rejection: DossierRejection }>;

/** A person's command. Without `expectedVersion` a lost race is decided again; with it ConflictError says what came between. */
export async function changeDossier(ports: DossierPorts, code: string, command: DossierCommand, { meta, expectedVersion, also = [] }: ChangeOptions): Promise<Changed> {
  const stream = `dossier/${code}`;
  const appended = await appendTogether<DossierState, DossierRejection>(ports.store, async () => {
    const { version } = await ports.dossiers.state(code);
    await requireVersion(ports.store, { stream, expected: version, events: [] }, expectedVersion);
    const change = await prepareChange(ports, code, command);
    return change.kind === 'rejected' ? change : { kind: 'accepted', request: { streams: change.streams, meta, also }, result: change.state };
  });
  if (appended.kind === 'rejected') return appended;
  return { kind: 'accepted', state: appended.result, version: appended.versions[stream] ?? 0, position: appended.position };
}

async function releaseOf({ submissions }: DossierPorts, state: DossierState, at: string): Promise<readonly StreamAppend[]> {
  if (!hasEnded(state)) return [];
  const released = await submissions.prepare(state.submission, { type: 'ReleaseSubmission', at, data: { dossierCode: state.code } });
  return released.kind === 'accepted' && released.append.events.length > 0 ? [released.append] : [];
}

function hasEnded(state: DossierState): state is Dossier {
  return state.kind === 'known' && isFinal(state.state);
}
