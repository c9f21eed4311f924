import type { TransferPlan } from './transfer-plan.js';

/** Transfer of land use rights, the one procedure that is played. */
export const PROCEDURE = '1.013831';

/** Bodies of the public API, as the forms on the counter would fill them. */
export const parcelForm = (plan: TransferPlan): object => ({
  commune: plan.commune, mapSheet: plan.mapSheet, parcelNumber: plan.parcelNumber, address: `Thửa ${plan.parcelNumber}, tờ ${plan.mapSheet}`, area: plan.area,
  landUse: 'ONT', unitPrice: 6_500_000, coefficient: '1.1', houseValue: 0,
  holder: { name: plan.transferor.name, identifier: plan.transferor.identifier }, certificateNumber: plan.certificateNumber, titleIssuedOn: '2015-05-20',
});

/** Mandatory papers of the procedure, one original each. */
const PAPERS = ['TP1', 'TP2', 'TP3', 'TP5', 'TP6', 'TP7'].map((code) => ({ code, originals: 1, copies: 0, files: [] }));

export const submissionForm = (plan: TransferPlan): object => ({
  procedureCode: PROCEDURE, channel: 'counter',
  submitter: plan.transferee, transferor: plan.transferor, transferee: plan.transferee, recipient: plan.transferee,
  parcel: { commune: plan.commune, mapSheet: plan.mapSheet, parcelNumber: plan.parcelNumber, certificateNumber: plan.certificateNumber },
  contractPrice: plan.contractPrice, returnManner: plan.ending === 'posted' ? 'post' : 'counter', components: PAPERS,
});

export const supplementForm = (): object => ({ components: [{ code: 'TP2', originals: 1, copies: 0, files: [] }] });
