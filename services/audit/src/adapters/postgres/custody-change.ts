import type { JsonObject, JsonValue } from '@bufbuild/protobuf';
import { isNationalState } from '../../domain/custody.js';
import type { Bilingual, CustodyChange, NationalState } from '../../domain/custody.js';

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
/** Vietnamese is always said; where a fact has no English of its own, its readers get the Vietnamese. */
const both = (vi: JsonValue | undefined, en?: JsonValue): Bilingual => ({ vi: text(vi), en: text(en) || text(vi) });
const whole = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);
const reached = (state: NationalState, at: JsonValue | undefined, reason?: JsonValue): CustodyChange =>
  ({ type: 'StateReached', state, at: text(at), reason: text(reason) ? both(reason) : null });

/** The end in which the citizen has the result; the hand-over itself is intake's to tell. */
const WITH_RESULT = 'returned';

/** What each fact means for custody; facts that are not listed move nobody's hands. */
const CHANGES: Readonly<Record<string, (data: JsonObject) => readonly CustodyChange[]>> = {
  'lienthong.intake.v1.DossierSubmitted': (d) => [{ type: 'Submitted', procedureCode: text(d['procedureCode']), unit: text(d['receivingUnit']), at: text(d['submittedAt']) }],
  'lienthong.intake.v1.DossierAccepted': (d) => [{
    type: 'Accepted', procedureCode: text(d['procedureCode']), procedureVersion: whole(d['procedureVersion']), unit: text(d['receivingUnit']), dueAt: text(d['dueAt']), at: text(d['receivedAt']),
  }],
  'lienthong.intake.v1.SupplementRequested': (d) => [reached(5, d['requestedAt'], d['reason'])],
  'lienthong.intake.v1.DossierSupplemented': (d) => [{ type: 'Supplemented', at: text(d['supplementedAt']) }],
  'lienthong.intake.v1.DossierRefused': (d) => [{ type: 'Refused', at: text(d['refusedAt']), reason: both(d['reason']) }],
  'lienthong.intake.v1.DossierWithdrawn': (d) => [{ type: 'Withdrawn', at: text(d['withdrawnAt']), reason: both(d['reason']) }],
  'lienthong.intake.v1.ResultReturned': (d) => [reached(10, d['returnedAt'])],
  'lienthong.processing.v1.TaskOffered': (d) => [{
    type: 'Offered',
    task: {
      taskId: text(d['taskId']), element: text(d['element']), name: both(d['name'], d['nameEn']), agency: text(d['agency']), unit: text(d['unit']), role: text(d['role']),
      reason: both(d['reasonVi'], d['reasonEn']), since: text(d['offeredAt']), dueAt: text(d['dueAt']) || null,
    },
    dossierState: whole(d['dossierState']),
  }],
  'lienthong.processing.v1.TaskCompleted': (d) => [{ type: 'TaskEnded', taskId: text(d['taskId']), at: text(d['completedAt']) }],
  'lienthong.processing.v1.TaskDateMoved': (d) => [{ type: 'TaskDateMoved', taskId: text(d['taskId']), dueAt: text(d['to']) }],
  'lienthong.processing.v1.TaskWithdrawn': (d) => [{ type: 'TaskEnded', taskId: text(d['taskId']), at: text(d['withdrawnAt']) }],
  'lienthong.processing.v1.ClockSuspended': (d) => [{ type: 'ClockSuspended', ground: text(d['ground']), at: text(d['suspendedAt']) }],
  'lienthong.processing.v1.ClockResumed': (d) => [{ type: 'ClockResumed', at: text(d['resumedAt']) }],
  'lienthong.processing.v1.DueDateMoved': (d) => [{ type: 'DueDateMoved', dueAt: text(d['to']), at: text(d['movedAt']) }],
  'lienthong.processing.v1.IncidentRaised': (d) => [{ type: 'IncidentRaised', incidentId: text(d['incidentId']), agency: text(d['agency']), reason: both(d['reason'], d['reasonEn']), at: text(d['raisedAt']) }],
  'lienthong.processing.v1.IncidentResolved': (d) => [{ type: 'IncidentResolved', incidentId: text(d['incidentId']), at: text(d['resolvedAt']) }],
  'lienthong.processing.v1.InstanceMigrated': (d) => [{ type: 'Migrated', procedureVersion: whole(d['toVersion']) }],
  'lienthong.processing.v1.InstanceCompleted': (d) => {
    const state = whole(d['dossierState']);
    if (isNationalState(state)) return [reached(state, d['completedAt'])];
    // Ended from outside (withdrawn, refused) it reaches no end of its own, which would name the state: the dossier is stopped.
    return d['outcome'] === WITH_RESULT ? [] : [reached(8, d['completedAt'])];
  },
};

/** `data` is the fact's proto3 JSON. */
export function custodyChanges(factType: string, data: JsonObject): readonly CustodyChange[] {
  return CHANGES[factType]?.(data) ?? [];
}

/**
 * A case is one dossier to every log, and some facts are about a child of it, which the message names. That a body has work to do on the case
 * shows; the child's clock, states and end are its own.
 */
export function custodyChangesIn(caseCode: string, factType: string, data: JsonObject): readonly CustodyChange[] {
  const changes = custodyChanges(factType, data);
  const named = text(data['dossierCode']);
  return named === '' || named === caseCode ? changes : changes.flatMap(ofChild);
}

function ofChild(change: CustodyChange): readonly CustodyChange[] {
  switch (change.type) {
    case 'Offered':
      return [{ ...change, dossierState: 0 }];
    case 'TaskDateMoved':
    case 'TaskEnded':
    case 'IncidentRaised':
    case 'IncidentResolved':
      return [change];
    default:
      return [];
  }
}

/** Fact types that `custodyChanges` knows; a test holds them against the contract. */
export const custodyFactTypes: readonly string[] = Object.keys(CHANGES);
