import { specFor } from '@lienthong/testing';
import { dossierDecider } from './dossier.decider.js';
import type { DossierEvent } from './dossier.js';
import { CHILD, childStarted, CODE, decided, dossierAccepted, followed, NOW, offered, submitted, supplementRequested, work } from './spec-samples.js';

const { given } = specFor(dossierDecider);
const past = [submitted(), dossierAccepted()];
const withdrawn: DossierEvent = { type: 'DossierWithdrawn', data: { code: CODE, state: 7, reason: 'Không bán nữa', withdrawnAt: NOW } };
const stopped: DossierEvent = { type: 'DossierStopped', data: { code: CODE, state: 8, outcome: 'stopped', stoppedAt: NOW } };

describe('following a step of the procedure', () => {
  const step = (state: number, type = 'land-registry.verify-parcel') => {
    const { type: _, ...rest } = work('intake.refuse');
    return { type: 'FollowStep', at: NOW, data: { ...rest, type, agency: 'land-registry', state } } as const;
  };

  it('takes over the state that the step asks for', () => {
    for (const state of [4, 5, 6, 9] as const) given(...past).when(step(state)).then(followed(state));
    given(...past, followed(6)).when(step(4)).then(followed(4));
  });
  it('goes on with a result although the citizen withdrew: no withdrawal ends a procedure that has one', () => {
    given(...past, withdrawn).when(step(9, 'intake.hand-over-result')).then(followed(9), offered('intake.hand-over-result'));
    given(...past, withdrawn).when(step(4, 'intake.refuse')).thenNothing();
  });
  it('stays quiet when the state is that already, is left alone, or the dossier has ended', () => {
    given(...past, followed(4)).when(step(4)).thenNothing();
    given(...past).when(step(0)).thenNothing();
    given(...past, stopped).when(step(4)).thenNothing();
  });
  it('refuses a state that no step leads to, and a dossier that was never accepted', () => {
    given(...past).when(step(3)).thenRejected('STATE_UNKNOWN');
    given(submitted()).when(step(4)).thenRejected('NOT_IN_STATE');
    given().when(step(4)).thenRejected('DOSSIER_UNKNOWN');
  });
  it('sends form 02 at once when appraisal asks for a supplement, with the reason of the agency', () => {
    const requested: DossierEvent = {
      type: 'SupplementRequested', data: { code: CODE, state: 5, stage: 'appraisal', items: [], reason: 'Sơ đồ thửa đất không khớp bản đồ địa chính', requestedAt: NOW },
    };
    given(...past, followed(4)).when(step(5, 'intake.request-supplement')).then(offered('intake.request-supplement'), requested);
    given(...past, offered('intake.request-supplement'), supplementRequested('appraisal')).when(step(5, 'intake.request-supplement')).thenNothing();
  });
  it('puts refusal and hand-over on the work list, once', () => {
    given(...past).when(step(4, 'intake.refuse')).then(followed(4), offered('intake.refuse'));
    given(...past, followed(4)).when(step(9, 'intake.hand-over-result')).then(followed(9), offered('intake.hand-over-result'));
    given(...past, offered('intake.refuse')).when(step(4, 'intake.refuse')).thenNothing();
  });
  it('refuses work that intake does not know', () => given(...past).when(step(4, 'intake.dance')).thenRejected('WORK_UNKNOWN'));
});

describe('recording a decision', () => {
  const decide = { type: 'RecordDecision', at: NOW, data: { certificateNumber: 'AA 00000001', decidedAt: NOW } } as const;

  it('goes on in state 4, whatever was heard before: a withdrawal that crossed it too', () => {
    for (const heard of [[], [followed(4)], [followed(6)], [withdrawn]]) given(...past, ...heard).when(decide).then(decided);
  });
  it('leaves no trace of the withdrawal in how it ends', () => {
    expect([...past, withdrawn, decided].reduce(dossierDecider.evolve, dossierDecider.initial)).toMatchObject({ state: 4, ending: null, decision: { at: NOW, certificateNumber: 'AA 00000001' } });
  });
  it('stays quiet when it is known, or the result is finished or stopped', () => {
    for (const heard of [[decided], [followed(9)], [stopped]]) given(...past, ...heard).when(decide).thenNothing();
  });
  it('refuses a dossier that was never accepted', () => given(submitted()).when(decide).thenRejected('NOT_IN_STATE'));
});

describe('moving the date of work', () => {
  const { taskId } = work('intake.refuse');
  const move = { type: 'MoveWorkDate', at: NOW, data: { taskId, from: '2026-12-01T17:00:00+07:00', to: '2026-12-08T17:00:00+07:00', movedAt: NOW } } as const;
  const dateMoved: DossierEvent = { type: 'WorkDateMoved', data: { code: CODE, ...move.data } };

  it('shows it under the date of the legal clock', () => {
    given(...past, offered('intake.refuse')).when(move).then(dateMoved);
    expect([...past, offered('intake.refuse'), dateMoved].reduce(dossierDecider.evolve, dossierDecider.initial)).toMatchObject({ work: [{ taskId, dueAt: move.data.to }] });
  });
  it('stays quiet when it is that already, or the work is not here', () => {
    given(...past, offered('intake.refuse'), dateMoved).when(move).thenNothing();
    given(...past).when(move).thenNothing();
  });
});

describe('closing work', () => {
  const close = { type: 'CloseWork', at: NOW, data: { taskId: work('intake.refuse').taskId } } as const;

  it('takes it from the work list', () => given(...past, offered('intake.refuse')).when(close).then({ type: 'WorkClosed', data: { code: CODE, taskId: close.data.taskId, closedAt: NOW } }));
  it('stays quiet when it is not there', () => given(...past).when(close).thenNothing());
});

describe('stopping', () => {
  const stop = { type: 'StopDossier', at: NOW, data: { outcome: 'stopped' } } as const;

  it('ends in state 8', () => given(...past, supplementRequested('appraisal')).when(stop).then(stopped));
  it('stays quiet after the end', () => given(...past, stopped).when(stop).thenNothing());
  it('refuses before receipt, and once there is a result', () => {
    given(submitted()).when(stop).thenRejected('NOT_IN_STATE');
    given(...past, followed(9)).when(stop).thenRejected('NOT_IN_STATE');
  });
});

describe('recording a delivery', () => {
  const deliver = { type: 'RecordDelivery', at: NOW, data: { itemCode: 'RR473124829VN', deliveredAt: NOW, receivedBy: 'Công dân mẫu B' } } as const;
  const returned: DossierEvent = {
    type: 'ResultReturned', data: { code: CODE, state: 10, manner: 'post', returnedAt: NOW, itemCode: 'RR473124829VN', receivedBy: 'Công dân mẫu B' },
  };

  it('ends in state 10', () => given(...past, followed(9)).when(deliver).then(returned));
  it('infers state 9 when the post is heard before the procedure', () => {
    for (const heard of [[], [followed(4)], [supplementRequested('appraisal')], [followed(6)], [withdrawn]]) {
      given(...past, ...heard).when(deliver).then({ type: 'StateFollowed', data: { code: CODE, state: 9, step: '', agency: 'postal', followedAt: NOW } }, returned);
    }
  });
  it('stays quiet when returned or stopped already', () => {
    given(...past, followed(9), returned).when(deliver).thenNothing();
    given(...past, stopped).when(deliver).thenNothing();
  });
  it('refuses a dossier that was never accepted', () => given(submitted()).when(deliver).thenRejected('NOT_IN_STATE'));
});

describe('following a child dossier of the case', () => {
  const { childCode } = CHILD;
  const note = { type: 'NoteChild', at: NOW, data: CHILD } as const;
  const end = { type: 'NoteChildEnd', at: NOW, data: { childCode, outcome: 'registered', name: 'Đã đăng ký khai sinh', at: NOW } } as const;
  const childEnded: DossierEvent = { type: 'ChildEnded', data: { code: CODE, ...end.data } };

  it('shows the citizen that another body works on it, and how that ended', () => {
    given(...past).when(note).then(childStarted);
    given(...past, childStarted).when(end).then(childEnded);
  });
  it('stays quiet when it is heard again', () => {
    given(...past, childStarted).when(note).thenNothing();
    given(...past, childStarted, childEnded).when(end).thenNothing();
  });
  it('refuses the end of a child that never began, and a case that is not here', () => {
    given(...past).when(end).thenRejected('DOSSIER_UNKNOWN');
    given().when(note).thenRejected('DOSSIER_UNKNOWN');
  });
});
