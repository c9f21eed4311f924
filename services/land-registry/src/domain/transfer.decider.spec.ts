import { specFor } from '@lienthong/testing';
import { AT, CODE, colleague, LATER, offered, officer, papers, PARCEL, REF } from './spec-samples.js';
import type { TransferCommand } from './transfer.decider.js';
import { transferDecider } from './transfer.decider.js';
import type { TransferEvent } from './transfer.js';

const { given } = specFor(transferDecider);
const RIGHT = `${PARCEL}-R1`;
const received: TransferEvent = { type: 'TransferReceived', data: papers };
const verified: TransferEvent = { type: 'ParcelVerified', data: { dossierCode: CODE, parcel: PARCEL, rightId: RIGHT, certificateNumber: 'BX 123456', verifiedAt: AT, by: officer } };
const failed: TransferEvent = { type: 'ParcelVerificationFailed', data: { dossierCode: CODE, parcel: PARCEL, reason: 'Thiếu bản gốc', remedy: 'supplement', failedAt: AT, by: officer } };
const closed: TransferEvent = { type: 'TransferClosed', data: { dossierCode: CODE, outcome: 'withdrawn', closedAt: AT } };

const confirm: TransferCommand = { type: 'ConfirmVerification', at: AT, data: { dossierCode: CODE, rightId: RIGHT, certificateNumber: 'BX 123456', by: officer } };
const fail: TransferCommand = { type: 'FailVerification', at: AT, data: { dossierCode: CODE, remedy: 'supplement', reason: ' Thiếu bản gốc ', by: officer } };

describe('what arrives from the other services', () => {
  const receive: TransferCommand = { type: 'ReceiveTransfer', at: AT, data: papers };
  const offer: TransferCommand = { type: 'OfferStep', at: AT, data: offered('verify-parcel').data };
  const close: TransferCommand = { type: 'CloseStep', at: LATER, data: { dossierCode: CODE, taskId: `${CODE}~verify-parcel`, how: 'completed', reason: '' } };
  const supplement: TransferCommand = { type: 'NoteSupplement', at: LATER, data: { dossierCode: CODE } };
  const end: TransferCommand = { type: 'CloseTransfer', at: LATER, data: { dossierCode: CODE, outcome: 'withdrawn' } };

  it('receives the papers once', () => {
    given().when(receive).then(received);
    given(received).when(receive).thenNothing();
  });
  it('takes a step whether or not its papers are here', () => {
    given().when(offer).then(offered('verify-parcel'));
    given(received).when(offer).then(offered('verify-parcel'));
  });
  it('stays quiet when a step is offered again or too late', () => {
    given(offered('verify-parcel')).when(offer).thenNothing();
    given(received, closed).when(offer).thenNothing();
  });
  it('moves the date of a step that is open here, once, and of no other', () => {
    const move: TransferCommand = { type: 'MoveStep', at: LATER, data: { dossierCode: CODE, taskId: `${CODE}~verify-parcel`, dueAt: '2026-11-30T09:00:00+07:00' } };
    const moved: TransferEvent = { type: 'StepDateMoved', data: { ...move.data, step: 'verify-parcel', movedAt: LATER } };
    const stepClosed: TransferEvent = { type: 'StepClosed', data: { dossierCode: CODE, taskId: `${CODE}~verify-parcel`, step: 'verify-parcel', how: 'completed', reason: '', closedAt: LATER } };
    given(offered('verify-parcel')).when(move).then(moved);
    given(offered('verify-parcel'), moved).when(move).thenNothing();
    given(offered('verify-parcel'), stepClosed).when(move).thenNothing();
    given(offered('verify-parcel')).when({ ...move, data: { ...move.data, taskId: 'another' } }).thenNothing();
    given().when(move).thenNothing();
  });
  it('closes a step once', () => {
    const stepClosed: TransferEvent = { type: 'StepClosed', data: { dossierCode: CODE, taskId: `${CODE}~verify-parcel`, step: 'verify-parcel', how: 'completed', reason: '', closedAt: LATER } };
    given(offered('verify-parcel')).when(close).then(stepClosed);
    given(offered('verify-parcel'), stepClosed).when(close).thenNothing();
    given(received).when(close).thenNothing();
  });
  it('notes a supplement once', () => {
    const noted: TransferEvent = { type: 'PapersSupplemented', data: { dossierCode: CODE, supplementedAt: LATER } };
    given(received).when(supplement).then(noted);
    given(received, noted).when(supplement).thenNothing();
  });
  it('goes from then on by what a supplement sets right', () => {
    const corrected = { parcel: '14758.21.345', certificateNumber: 'AB 654321', contractPrice: 2 };
    const noted: TransferEvent = { type: 'PapersSupplemented', data: { dossierCode: CODE, supplementedAt: LATER, corrected } };
    given(received).when({ ...supplement, data: { dossierCode: CODE, corrected } }).then(noted);
    expect([received, noted].reduce(transferDecider.evolve, transferDecider.initial).papers).toEqual({ ...papers, ...corrected });
  });
  it('ends once', () => {
    given(received).when(end).then({ type: 'TransferClosed', data: { dossierCode: CODE, outcome: 'withdrawn', closedAt: LATER } });
    given(received, closed).when(end).thenNothing();
    given().when(end).thenNothing();
  });
});

describe('a withdrawal', () => {
  const withdraw: TransferCommand = { type: 'AbandonTransfer', at: LATER, data: { dossierCode: CODE } };
  const concluded: TransferEvent = { type: 'RegistrationConcluded', data: { dossierCode: CODE, parcel: PARCEL, certificateNumber: 'AA 00000001', concludedAt: AT, by: officer } };
  const abandoned: readonly TransferEvent[] = [
    { type: 'TransferAbandoned', data: { dossierCode: CODE, abandonedAt: LATER } }, { type: 'TransferClosed', data: { dossierCode: CODE, outcome: 'withdrawn', closedAt: LATER } },
  ];
  const conclude: TransferCommand = { type: 'ConcludeRegistration', at: LATER, data: { dossierCode: CODE, certificateNumber: 'AA 00000001', by: officer } };

  it('ends a transfer that is not registered, which then cannot be', () => {
    given(received, verified, offered('register-transfer')).when(withdraw).then(...abandoned);
    given(received, verified, offered('register-transfer'), ...abandoned).when(conclude).thenRejected('STEP_NOT_OFFERED');
  });
  it('comes too late for one that is', () => given(received, verified, offered('register-transfer'), concluded).when(withdraw).thenNothing());
  it('stays quiet after the end, and about a dossier that never came here', () => {
    given(received, closed).when(withdraw).thenNothing();
    given().when(withdraw).thenNothing();
  });
});

describe('verifying', () => {
  it('records that the parcel is as the dossier says', () => given(received, offered('verify-parcel')).when(confirm).then(verified));
  it('records a failure with its reason and remedy', () => given(received, offered('verify-parcel')).when(fail).then(failed));
  it('refuses a failure without a reason', () =>
    given(received, offered('verify-parcel')).when({ ...fail, data: { ...fail.data, reason: '  ' } }).thenRejected('REASON_REQUIRED'));
  it('refuses a dossier nobody told us of', () => given().when(confirm).thenRejected('DOSSIER_UNKNOWN'));
  it('refuses before the step is offered', () => given(received).when(confirm).thenRejected('STEP_NOT_OFFERED'));
  it('refuses after the dossier ended', () => given(received, offered('verify-parcel'), closed).when(confirm).thenRejected('STEP_NOT_OFFERED'));
  it('refuses while the papers have not arrived', () => given(offered('verify-parcel')).when(confirm).thenRejected('PAPERS_NOT_HERE'));
  it('refuses an officer of another unit', () =>
    given(received, offered('verify-parcel')).when({ ...confirm, data: { ...confirm.data, by: { ...officer, unit: 'H56.99' } } }).thenRejected('OTHER_UNIT'));
  it('tells the second officer who did it and when', () => {
    const state = [received, offered('verify-parcel'), verified].reduce(transferDecider.evolve, transferDecider.initial);
    const decision = transferDecider.decide({ ...confirm, data: { ...confirm.data, by: colleague } }, state);
    expect(decision).toMatchObject({ kind: 'rejected', rejection: { code: 'ALREADY_DONE', by: 'Cán bộ mẫu Một (H56.23)', at: AT } });
  });
  it('refuses the same officer another outcome', () => given(received, offered('verify-parcel'), verified).when(fail).thenRejected('ALREADY_DONE'));
  it('stays quiet when the same officer repeats', () => given(received, offered('verify-parcel'), verified).when(confirm).thenNothing());
  it('opens again with a new task after a supplement', () =>
    given(received, offered('verify-parcel'), failed, offered('verify-parcel', `${CODE}~second`)).when(confirm).then(verified));
});

describe('issuing the transfer slip', () => {
  const figures = { area: '120.5', landUse: 'ONT', unitPrice: 5_000_000, coefficient: '1.2', houseValue: 0, relation: '' as const, onlyHome: false };
  const issue: TransferCommand = { type: 'IssueTransferSlip', at: AT, data: { dossierCode: CODE, slipNumber: '17/PCTT', figures, by: officer } };
  const issued: TransferEvent = {
    type: 'TransferSlipIssued', data: { dossierCode: CODE, slipNumber: '17/PCTT', parcel: PARCEL, ...figures, contractPrice: 900_000_000, issuedAt: AT, by: officer },
  };
  const offer = offered('issue-transfer-slip');

  it('passes on all that tax needs', () => given(received, verified, offer).when(issue).then(issued));
  it('refuses an unverified parcel', () => given(received, offer).when(issue).thenRejected('NOT_VERIFIED'));
  it('stays quiet when the same officer repeats, whatever number was drawn', () =>
    given(received, verified, offer, issued).when({ ...issue, data: { ...issue.data, slipNumber: '18/PCTT' } }).thenNothing());
});

describe('concluding the registration', () => {
  const conclude: TransferCommand = { type: 'ConcludeRegistration', at: AT, data: { dossierCode: CODE, certificateNumber: 'AA 00000001', by: officer } };
  const concluded: TransferEvent = { type: 'RegistrationConcluded', data: { dossierCode: CODE, parcel: PARCEL, certificateNumber: 'AA 00000001', concludedAt: AT, by: officer } };
  const offer = offered('register-transfer');

  it('closes the office\'s work', () => given(received, verified, offer).when(conclude).then(concluded));
  it('refuses an unverified parcel', () => given(received, offer).when(conclude).thenRejected('NOT_VERIFIED'));
  it('stays quiet when the same officer repeats', () => given(received, verified, offer, concluded).when(conclude).thenNothing());
});

it('keeps the reference that entries about the dossier carry', () => {
  expect(transferDecider.evolve(transferDecider.initial, offered('verify-parcel')).dossierRef).toBe(REF);
});
