import {
  Channel, DestructionCertifiedSchema, DossierAcceptedSchema, DossierRefusedSchema, DossierSubmittedSchema, DossierSupplementedSchema, DossierWithdrawnSchema, ErasureOrderedSchema, FileAttachedSchema, ResultReturnedSchema,
  ReturnManner, ServiceRatedSchema, SupplementRequestedSchema,
} from '@lienthong/contracts';
import type { JsonObject } from '@bufbuild/protobuf';
import { defineAnnouncements, fact } from '@lienthong/messaging';
import type { Application, Channel as PrivateChannel, ReturnManner as PrivateManner } from '../../domain/application.js';
import type { Component } from '../../domain/components.js';
import type { CorrectionRound } from '../../domain/correction.js';
import type { DestructionCertified, ErasureOrdered } from '../../domain/destruction-list.js';
import type { DossierEvent } from '../../domain/dossier.js';
import type { Prefilled } from '../../domain/prefilled.js';

const CHANNEL = { counter: Channel.COUNTER, online: Channel.ONLINE, postal: Channel.POSTAL } as const satisfies Record<PrivateChannel, Channel>;
const MANNER = { counter: ReturnManner.COUNTER, post: ReturnManner.POST } as const satisfies Record<PrivateManner, ReturnManner>;

/** What the other agencies are told. Until receipt that is next to nothing: a dossier that is not accepted is nobody's business yet. */
export const announcements = defineAnnouncements<DossierEvent | ErasureOrdered | DestructionCertified>({
  DossierSubmitted: ({ data: { code, submittedAt, application } }) => fact(DossierSubmittedSchema, {
    code, submittedAt, procedureCode: application.procedureCode, channel: CHANNEL[application.channel], receivingUnit: application.receivingUnit,
  }),
  DossierAccepted: ({ data: { code, submittedAt, receivedAt, dueAt, calendar, procedureVersion, application, prefilled = [] } }) => fact(DossierAcceptedSchema, {
    code, submittedAt, receivedAt, dueAt, calendar, procedureVersion, ...announced(application), prefilled: prefilled.map(announcedSource),
  }),
  SupplementRequested: ({ data: { code, items, reason, requestedAt, stage } }) => fact(SupplementRequestedSchema, { code, items: [...items], reason, requestedAt, stage }),
  DossierSupplemented: ({ data: { code, components, supplementedAt, application, round } }) => fact(DossierSupplementedSchema, {
    code, components: components.map(announcedComponent), supplementedAt, ...(application && round && correctedIn(application, round)),
  }),
  DossierRefused: ({ data: { code, reason, refusedAt } }) => fact(DossierRefusedSchema, { code, reason, refusedAt }),
  DossierWithdrawn: ({ data: { code, reason, withdrawnAt } }) => fact(DossierWithdrawnSchema, { code, reason, withdrawnAt }),
  ResultReturned: ({ data: { code, manner, returnedAt, itemCode } }) => fact(ResultReturnedSchema, { code, manner: MANNER[manner], returnedAt, itemCode }),
  ServiceRated: ({ data: { code, points, ratedAt } }) => fact(ServiceRatedSchema, { code, points, ratedAt }),
  FileAttached: ({ data: { code, dossierCode, taskId, name, sha256, size, mediaType, attachedAt } }) => fact(FileAttachedSchema, { code, dossierCode, taskId, name, sha256, size, mediaType, attachedAt }),
  ErasureOrdered: ({ data: { ref, list, legalBasis, orderedAt } }) => fact(ErasureOrderedSchema, { dossierRef: ref, list, legalBasis, orderedAt }),
  DestructionCertified: ({ data: { list, certificate, legalBasis, dossiers, certifiedAt } }) => fact(DestructionCertifiedSchema, { list, certificate, legalBasis, dossiers, certifiedAt }),
});

function announced({ procedureCode, channel, receivingUnit, transferor, transferee, parcel, contractPrice, returnManner, recipient, components, competentUnits, applicant, content }: Application) {
  return {
    procedureCode, channel: CHANNEL[channel], receivingUnit, ...(transferor && { transferor }), ...(transferee && { transferee }), ...(parcel && { parcel }), contractPrice: BigInt(contractPrice ?? 0), returnManner: MANNER[returnManner], recipient,
    components: components.map(announcedComponent), competentUnits: { ...competentUnits },
    ...(applicant && { applicant }), ...(content && { content: content as JsonObject }),
  };
}

/** Only what was set right: whoever hears it keeps the rest. */
function correctedIn({ transferor, transferee, parcel, contractPrice, applicant, content, recipient }: Application, { reason, corrections }: CorrectionRound) {
  const corrected = corrections.map(({ field }) => field);
  const has = (part: string): boolean => corrected.some((field) => field === part || field.startsWith(`${part}.`));
  // A party that receives the result does so under the corrected name and address.
  const receives = Object.entries({ transferor, transferee, applicant }).some(([part, person]) => has(part) && person?.identifier === recipient.identifier);
  return {
    corrected, reason, ...(transferor && has('transferor') && { transferor }), ...(transferee && has('transferee') && { transferee }), ...(parcel && has('parcel') && { parcel }),
    ...(contractPrice !== undefined && has('contractPrice') && { contractPrice: BigInt(contractPrice) }), ...(applicant && has('applicant') && { applicant }),
    ...(content && has('content') && { content: content as JsonObject }), ...(receives && { recipient }),
  };
}

/** Not with what: that stands in the application, or was corrected. */
function announcedSource({ field, source, reference, asOf, corrected, verified, account: { text } }: Prefilled) {
  return { field, source, reference, asOf, corrected, verified, wordsVi: text.vi, wordsEn: text.en };
}

function announcedComponent({ code, originals, copies, files }: Component) {
  return { code, originals, copies, files: [...files] };
}
