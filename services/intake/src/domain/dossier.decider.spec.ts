import { specFor } from '@lienthong/testing';
import { dossierDecider } from './dossier.decider.js';
import {
  APPLICATION, CLERK, CLERK_ELSEWHERE, CODE, decided, dossierAccepted, followed, NOW, offered, RECEIVED_AT, SECOND_CLERK, SELLER, STRANGER, submitted, supplementRequested, VERSION,
} from './spec-samples.js';

const { given } = specFor(dossierDecider);
const procedure = { versions: [VERSION] };
const REASON = 'Hợp đồng thiếu trang thứ ba';

describe('accepting a dossier', () => {
  const accept = { type: 'AcceptDossier', at: NOW, data: { by: CLERK, receivedAt: RECEIVED_AT, procedure } } as const;

  it('starts the clock and prints the due date: ten working days after Friday 15:30', () => {
    given(submitted()).when(accept).then(dossierAccepted());
  });
  it('refuses a dossier with a mandatory component missing, and names it', () => {
    given(submitted({ components: APPLICATION.components.slice(0, 1) })).when(accept).thenRejected('COMPONENT_MISSING');
  });
  it('counts a file as the paper', () => {
    const components = [{ code: 'TP1', originals: 0, copies: 0, files: ['a'.repeat(64)] }, { code: 'TP2', originals: 1, copies: 0, files: [] }];
    given(submitted({ components })).when(accept).then(dossierAccepted({ components }));
  });
  it('refuses a receipt in the future, or before the submission', () => {
    given(submitted()).when({ ...accept, data: { ...accept.data, receivedAt: '2026-11-20T15:31:00.001+07:00' } }).thenRejected('DATE_IN_FUTURE');
    given(submitted()).when({ ...accept, data: { ...accept.data, receivedAt: '2026-11-20T14:59:59.999+07:00' } }).thenRejected('RECEIVED_BEFORE_SUBMITTED');
  });
  it('refuses a procedure without a version in force, or with a calendar nobody knows', () => {
    const later = { versions: [{ ...VERSION, effectiveFrom: '2026-11-21' }] };
    given(submitted()).when({ ...accept, data: { ...accept.data, procedure: later } }).thenRejected('PROCEDURE_NOT_IN_FORCE');
    const elsewhere = { versions: [{ ...VERSION, calendar: 'none' }] };
    given(submitted()).when({ ...accept, data: { ...accept.data, procedure: elsewhere } }).thenRejected('NO_DUE_DATE');
  });
  it('keeps the version in force at receipt although a newer one is published', () => {
    const newer = { versions: [VERSION, { ...VERSION, version: 2, effectiveFrom: '2026-11-21', limit: { duration: 'P5D', unit: 'working' } as const }] };
    given(submitted()).when({ ...accept, data: { ...accept.data, procedure: newer } }).then(dossierAccepted());
  });
  it('refuses the clerk of another unit, and tells a second clerk of the first', () => {
    given(submitted()).when({ ...accept, data: { ...accept.data, by: CLERK_ELSEWHERE } }).thenRejected('NOT_YOUR_DOSSIER');
    given(submitted(), dossierAccepted()).when({ ...accept, data: { ...accept.data, by: SECOND_CLERK } }).thenRejected('ALREADY_ACCEPTED');
  });
  it('stays quiet when the same clerk repeats it', () => given(submitted(), dossierAccepted()).when(accept).thenNothing());
  it('refuses a dossier nobody submitted', () => given().when(accept).thenRejected('DOSSIER_UNKNOWN'));
});

describe('asking for a supplement at the counter', () => {
  const ask = { type: 'RequestSupplement', at: NOW, data: { by: CLERK, items: ['TP2'], reason: REASON } } as const;

  it('puts the dossier into state 5', () => given(submitted()).when(ask).then(supplementRequested('intake', ['TP2'])));
  it('refuses a reason that no citizen can act upon', () => {
    for (const reason of ['ERR_42', 'no', '          ', 'thiếu']) given(submitted()).when({ ...ask, data: { ...ask.data, reason } }).thenRejected('REASON_NOT_HUMAN');
  });
  it('refuses it after receipt: then the procedure asks', () => given(submitted(), dossierAccepted()).when(ask).thenRejected('NOT_IN_STATE'));
});

describe('supplementing', () => {
  const pages = [{ code: 'TP2', originals: 2, copies: 0, files: [] }];
  const supplement = { type: 'SupplementDossier', at: NOW, data: { by: SELLER, components: pages, procedure } } as const;
  const taken = (state: 1 | 4) => ({ type: 'DossierSupplemented', data: { code: CODE, state, components: pages, supplementedAt: NOW } }) as const;

  it('leads back to state 1 before receipt and to 4 after it', () => {
    given(submitted(), supplementRequested('intake')).when(supplement).then(taken(1));
    given(submitted(), dossierAccepted(), followed(4), supplementRequested('appraisal')).when(supplement).then(taken(4));
  });
  it('refuses to leave out what was asked for', () => given(submitted(), supplementRequested('intake', ['TP1'])).when(supplement).thenRejected('SUPPLEMENT_INCOMPLETE'));
  it('refuses a component that the procedure does not know, unless it was asked for', () => {
    const extra = { ...supplement, data: { ...supplement.data, components: [...pages, { code: 'TP9', originals: 1, copies: 0, files: [] }] } };
    given(submitted(), supplementRequested('intake')).when(extra).thenRejected('COMPONENT_UNKNOWN');
    given(submitted(), supplementRequested('intake', ['TP9'])).when(extra).then({ ...taken(1), data: { ...taken(1).data, components: extra.data.components } });
  });
  it('refuses when nothing was asked for, and strangers always', () => {
    given(submitted()).when(supplement).thenRejected('NOT_IN_STATE');
    given(submitted(), supplementRequested('intake')).when({ ...supplement, data: { ...supplement.data, by: STRANGER } }).thenRejected('NOT_YOUR_DOSSIER');
  });
  it('takes the papers into the dossier, so that it can then be accepted', () => {
    const accept = { type: 'AcceptDossier', at: NOW, data: { by: CLERK, receivedAt: RECEIVED_AT, procedure } } as const;
    const incomplete = APPLICATION.components.slice(0, 1);
    given(submitted({ components: incomplete }), supplementRequested('intake'), taken(1)).when(accept).then(dossierAccepted({ components: [...incomplete, ...pages] }));
  });
});

describe('refusing', () => {
  const refuse = { type: 'RefuseDossier', at: NOW, data: { by: CLERK, reason: 'Thửa đất đang có tranh chấp tại tòa án' } } as const;
  const refused = (state: 3 | 8) => ({
    type: 'DossierRefused', data: { code: CODE, state, reason: refuse.data.reason, legalBasis: '', refusedAt: NOW, refusedBy: { unit: 'H56.17', subject: 'clerk-1', name: 'Cán bộ mẫu Một' } },
  }) as const;

  it('is state 3 before receipt, and 8 when the procedure asks for it later', () => {
    given(submitted()).when(refuse).then(refused(3));
    given(submitted(), dossierAccepted(), followed(4), offered('intake.refuse')).when(refuse).then(refused(8));
  });
  it('refuses without a human reason, and after receipt when no step asks', () => {
    given(submitted()).when({ ...refuse, data: { ...refuse.data, reason: 'PARCEL_DISPUTED' } }).thenRejected('REASON_NOT_HUMAN');
    given(submitted(), dossierAccepted()).when(refuse).thenRejected('REFUSAL_NOT_ASKED');
  });
  it('stays quiet when refused already', () => given(submitted(), refused(3)).when(refuse).thenNothing());
});

describe('withdrawing', () => {
  const withdraw = { type: 'WithdrawDossier', at: NOW, data: { by: SELLER, reason: 'Không bán nữa' } } as const;
  const withdrawn = { type: 'DossierWithdrawn', data: { code: CODE, state: 7, reason: 'Không bán nữa', withdrawnAt: NOW } } as const;

  it('stops at once before receipt, and waits for the procedure to end after it', () => {
    given(submitted()).when(withdraw).then(withdrawn, { type: 'DossierStopped', data: { code: CODE, state: 8, outcome: 'withdrawn', stoppedAt: NOW } });
    given(submitted(), dossierAccepted(), followed(6)).when(withdraw).then(withdrawn);
  });
  it('refuses once the result is decided or finished', () => {
    given(submitted(), dossierAccepted(), decided).when(withdraw).thenRejected('ALREADY_DECIDED');
    given(submitted(), dossierAccepted(), followed(9)).when(withdraw).thenRejected('NOT_IN_STATE');
  });
  it('stays quiet when withdrawn already', () => given(submitted(), dossierAccepted(), withdrawn).when(withdraw).thenNothing());
});

describe('handing over the result', () => {
  const handOver = { type: 'HandOverResult', at: NOW, data: { by: CLERK, receiver: { name: 'Công dân mẫu B', identifier: '038000000002' }, authorisation: '' } } as const;
  const past = [submitted(), dossierAccepted(), followed(9)];
  const returned = { type: 'ResultReturned', data: { code: CODE, state: 10, manner: 'counter', returnedAt: NOW, itemCode: '', receivedBy: 'Công dân mẫu B' } } as const;

  it('ends the dossier in state 10', () => given(...past, offered('intake.hand-over-result')).when(handOver).then(returned));
  it('refuses while the post has the result, and somebody without authorisation', () => {
    given(...past).when(handOver).thenRejected('RESULT_NOT_AT_COUNTER');
    const stranger = { ...handOver, data: { ...handOver.data, receiver: { name: 'Công dân mẫu X', identifier: '038000000009' } } };
    given(...past, offered('intake.hand-over-result')).when(stranger).thenRejected('RECEIVER_NOT_AUTHORISED');
    given(...past, offered('intake.hand-over-result')).when({ ...stranger, data: { ...stranger.data, authorisation: 'Giấy ủy quyền số 1' } })
      .then({ ...returned, data: { ...returned.data, receivedBy: 'Công dân mẫu X' } });
  });
  it('stays quiet when returned already', () => given(...past, offered('intake.hand-over-result'), returned).when(handOver).thenNothing());
});

describe('rating the service', () => {
  const criteria = [2, 2, 2, 2, 2, 1, 1, 2, 2];
  const rate = { type: 'RateService', at: NOW, data: { by: SELLER, criteria } } as const;
  const rated = { type: 'ServiceRated', data: { code: CODE, criteria, points: 16, ratedAt: NOW } } as const;
  const past = [submitted(), { type: 'DossierStopped', data: { code: CODE, state: 8, outcome: 'stopped', stoppedAt: NOW } } as const];

  it('adds up the nine criteria', () => given(...past).when(rate).then(rated));
  it('refuses staff, an open dossier, other points and a second opinion', () => {
    given(...past).when({ ...rate, data: { ...rate.data, by: CLERK } }).thenRejected('NOT_YOUR_DOSSIER');
    given(submitted()).when(rate).thenRejected('NOT_IN_STATE');
    given(...past).when({ ...rate, data: { ...rate.data, criteria: [...criteria.slice(1), 3] } }).thenRejected('RATING_OUT_OF_RANGE');
    given(...past, rated).when({ ...rate, data: { ...rate.data, criteria: criteria.map(() => 0) } }).thenRejected('ALREADY_RATED');
  });
  it('stays quiet when the same rating is repeated', () => given(...past, rated).when(rate).thenNothing());
});
