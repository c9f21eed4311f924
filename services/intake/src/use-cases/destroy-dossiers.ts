import { appendTogether, orderErasure, requireVersion, type Actor, type AppendedTogether, type SqlEffect, type StreamAppend } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { Candidate, DestructionCommand, DestructionRejection } from '../domain/destruction-list.decider.js';
import type { DestructionList, ErasureOrdered, KnownList } from '../domain/destruction-list.js';
import type { Officer } from '../domain/dossier.js';
import { isPetitionNumber, keepableDossier, keepablePetition, type Keepable } from '../domain/keepable.js';
import type { DestructionPorts } from './destruction-ports.js';
import type { DossierPorts } from './dossier-ports.js';
import type { PetitionPorts } from './petition-ports.js';

export type Deciding = Readonly<{ by: Officer; actor: Actor; at: string; expectedVersion?: number | undefined; effectsFor(number: string): readonly SqlEffect[] }>;

export type ListRejection = DestructionRejection | Rejection<'DOSSIER_UNKNOWN'>;
export type Decided = AppendedTogether<KnownList, ListRejection>;

type Ports = Readonly<{ destruction: DestructionPorts; dossiers: DossierPorts; petitions: PetitionPorts }>;
type Sees = (code: string) => Promise<Keepable | undefined>;

/** `sees`: the dossier or petition, if the proposer may see it. Lists are numbered `TH-2026-0001`, by year. */
export async function proposeDestruction(ports: Ports, codes: readonly string[], legalBasis: string, sees: Sees, { by, actor, at, effectsFor }: Deciding): Promise<Decided> {
  const candidates: Candidate[] = [];
  for (const code of new Set(codes)) {
    const keepable = await sees(code);
    const candidate = keepable === undefined ? undefined : await candidateOf(ports, keepable);
    if (candidate === undefined) return { kind: 'rejected', rejection: { code: 'DOSSIER_UNKNOWN', because: `Expected to list dossier ${code} for destruction, but there is none that the requester may see` } };
    candidates.push(candidate);
  }
  const propose = (list: string): DestructionCommand => ({ type: 'ProposeDestruction', at, data: { list, legalBasis, dossiers: candidates, by } });
  // Decided once without a number, so that what is refused takes none.
  const trial = await ports.destruction.lists.prepare('TH-trial', propose('TH-trial'));
  if (trial.kind === 'rejected') return trial;
  const year = at.slice(0, 4);
  const list = `TH-${year}-${String(await ports.destruction.drawNumber(`destruction/${year}`)).padStart(4, '0')}`;
  return appendTogether<KnownList, ListRejection>(ports.destruction.store, async () => {
    const prepared = await ports.destruction.lists.prepare(list, propose(list));
    if (prepared.kind === 'rejected') return prepared;
    return { kind: 'accepted', result: known(prepared.state), request: { streams: [prepared.append], meta: { actor, at, dossier: null }, also: effectsFor(list) } };
  });
}

/** The approval, an order for each dossier, and what intake itself has to erase, in one append: from here on it happens, or none of it. */
export async function approveDestruction(ports: Ports, list: string, { by, actor, at, expectedVersion, effectsFor }: Deciding): Promise<Decided> {
  const { lists, store } = ports.destruction;
  return appendTogether<KnownList, ListRejection>(store, async () => {
    const { state } = await lists.state(list);
    const refs = state.kind === 'known' ? state.dossiers.map(({ ref }) => ref) : [];
    const codes = await ports.destruction.findCodes(refs);
    const candidates = (await Promise.all([...codes.values()].map(async (code) => {
      const keepable = await findKeepable(ports, code);
      return keepable && candidateOf(ports, keepable);
    }))).filter((candidate) => candidate !== undefined);
    const prepared = await lists.prepare(list, { type: 'ApproveDestruction', at, data: { list, dossiers: candidates, by } });
    if (prepared.kind === 'rejected') return prepared;
    await requireVersion(store, prepared.append, expectedVersion);
    const approved = known(prepared.state);
    const files = await ports.destruction.findOwnFiles([...codes.values()]);
    const orders = approved.dossiers.map(({ ref }): StreamAppend => ({ stream: `erasure/${ref}`, expected: 'none', events: [ordered(approved, ref, at)] }));
    const entries = approved.dossiers.map(({ ref }) => orderErasure({ ref, list, legalBasis: approved.legalBasis, orderedAt: at, streams: (files.get(codes.get(ref) ?? '') ?? []).map((hash) => `file/${hash}`) }));
    return { kind: 'accepted', result: approved, request: { streams: [prepared.append, ...orders], meta: { actor, at, dossier: null }, also: [...entries, ...effectsFor(list)] } };
  });
}

export async function rejectDestruction({ destruction: { lists, store } }: Pick<Ports, 'destruction'>, list: string, reason: string, { by, actor, at, expectedVersion, effectsFor }: Deciding): Promise<Decided> {
  return appendTogether<KnownList, ListRejection>(store, async () => {
    const prepared = await lists.prepare(list, { type: 'RejectDestruction', at, data: { list, reason, by } });
    if (prepared.kind === 'rejected') return prepared;
    await requireVersion(store, prepared.append, expectedVersion);
    return { kind: 'accepted', result: known(prepared.state), request: { streams: [prepared.append], meta: { actor, at, dossier: null }, also: effectsFor(list) } };
  });
}

/** Undefined where the log has no reference of it: then it is not a dossier of this log. */
export async function candidateOf({ destruction }: Pick<Ports, 'destruction'>, { code, keptAs, ended }: Keepable): Promise<Candidate | undefined> {
  const found = await destruction.store.findDossier(code);
  if (found === undefined) return undefined;
  const { rule, keptUntil } = ended === null ? { rule: null, keptUntil: '' } : destruction.retentionOf(keptAs, ended);
  return { code, ref: found.ref, procedureCode: keptAs, ending: ended, rule, keptUntil, listedOn: await destruction.findList(found.ref) ?? null };
}

async function findKeepable({ dossiers, petitions }: Ports, code: string): Promise<Keepable | undefined> {
  if (isPetitionNumber(code)) {
    const { state } = await petitions.petitions.state(code);
    return state.kind === 'known' ? keepablePetition(state) : undefined;
  }
  const { state } = await dossiers.dossiers.state(code);
  return state.kind === 'known' ? keepableDossier(state) : undefined;
}

function ordered({ number, legalBasis }: KnownList, ref: string, orderedAt: string): ErasureOrdered {
  return { type: 'ErasureOrdered', data: { ref, list: number, legalBasis, orderedAt } };
}

function known(list: DestructionList): KnownList {
  if (list.kind === 'none') throw new Error('unreachable: an accepted decision about a destruction list left none');
  return list;
}
