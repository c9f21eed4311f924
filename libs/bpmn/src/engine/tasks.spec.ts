import type { InstanceDecision } from '../index.js';
import { compiled, end, flows, model, around, parallel, start, user, WORK } from '../spec-models.js';
import { AT, gist, LAN, MINH, officer, play, type Play } from '../spec-play.js';

const HOA = officer('Hoa', 'leader');
const BOTH = { ...HOA, roles: ['leader', 'officer'] };
const TAX = officer('Tùng', 'officer', 'tax');
const LATER = '2026-11-20T10:00:00+07:00';

const played = async (xml: string): Promise<Play> => {
  const instance = play(await compiled(xml));
  instance.act('StartInstance', { variables: { amount: 5 } });
  return instance;
};
const task = (more = ''): Promise<Play> => played(around(user('work', { more })));
const codeOf = (decision: InstanceDecision): string => (decision.kind === 'rejected' ? decision.rejection.code : 'accepted');
const becauseOf = (decision: InstanceDecision): string => (decision.kind === 'rejected' ? decision.rejection.because : '');
const jobOf = (instance: Play, key = 'work#1') => instance.state().jobs[key];
const quiet = { kind: 'accepted', events: [] };
const work = { jobKey: 'work#1' };

describe('whose a task is', () => {
  it('the model’s assignee has it from the start, and nobody else gets it', async () => {
    const instance = await task('<zeebe:assignmentDefinition assignee="lan"/>');
    expect(codeOf(instance.decide('ClaimTask', { ...work, by: MINH }))).toBe('NOT_A_CANDIDATE');
    expect(gist(instance.act('CompleteTask', { ...work, by: LAN, variables: {} }))).toContain('JobCompleted work#1');
  });
  it('candidates by person and by group may claim, others of the agency may not', async () => {
    const grouped = (): Promise<Play> => task('<zeebe:assignmentDefinition candidateUsers="lan, hoa" candidateGroups="expert"/>');
    const instance = await grouped();
    expect(codeOf(instance.decide('ClaimTask', { ...work, by: MINH }))).toBe('NOT_A_CANDIDATE');
    expect(becauseOf(instance.decide('ClaimTask', { ...work, by: MINH }))).toContain('(lan, hoa, expert)');
    expect(codeOf(instance.decide('ClaimTask', { ...work, by: officer('Hoa', 'clerk') }))).toBe('NOT_A_CANDIDATE');
    const named = [LAN, { ...MINH, roles: ['officer', 'expert'] }, { ...MINH, standsInFor: ['lan'] }];
    for (const by of named) expect(gist((await grouped()).act('ClaimTask', { ...work, by }))).toEqual(['TaskClaimed work#1']);
  });
  it('the role that the law names is asked again when it is completed', async () => {
    const instance = await task();
    instance.act('ClaimTask', { ...work, by: LAN });
    expect(codeOf(instance.decide('CompleteTask', { ...work, by: { ...LAN, roles: [] }, variables: {} }))).toBe('NOT_A_CANDIDATE');
  });
});

describe('a leader', () => {
  it('gives a task to an officer, over the candidates but not over the law', async () => {
    const instance = await task('<zeebe:assignmentDefinition candidateUsers="lan"/>');
    expect(codeOf(instance.decide('AssignTask', { ...work, by: LAN, to: MINH, reason: 'x' }))).toBe('NOT_A_LEADER');
    expect(codeOf(instance.decide('AssignTask', { ...work, by: { ...HOA, agency: 'tax' }, to: MINH, reason: 'x' }))).toBe('NOT_A_LEADER');
    expect(codeOf(instance.decide('AssignTask', { ...work, by: HOA, to: TAX, reason: 'x' }))).toBe('NOT_A_CANDIDATE');
    expect(instance.act('AssignTask', { ...work, by: HOA, to: MINH, reason: 'Lan đang bận' })).toEqual([
      { type: 'TaskAssigned', data: { jobKey: 'work#1', how: 'assigned', to: { subject: 'minh', name: 'Minh' }, by: { subject: 'hoa', name: 'Hoa' }, reason: 'Lan đang bận', at: AT } },
    ]);
    expect(instance.decide('AssignTask', { ...work, by: HOA, to: MINH, reason: 'lại' })).toEqual(quiet);
    expect(codeOf(instance.decide('CompleteTask', { ...work, by: MINH, variables: {} }))).toBe('accepted');
  });
  it('takes a task from who has it, and another officer does not', async () => {
    const instance = await task();
    instance.act('ClaimTask', { ...work, by: LAN });
    expect(codeOf(instance.decide('ReleaseTask', { ...work, by: MINH }))).toBe('ALREADY_CLAIMED');
    expect(gist(instance.act('ReleaseTask', { ...work, by: HOA }))).toEqual(['TaskReleased work#1']);
    expect(jobOf(instance)?.claimed).toBeNull();
  });
});

describe('delegation', () => {
  const delegated = async (): Promise<Play> => {
    const instance = await task();
    instance.act('ClaimTask', { ...work, by: LAN });
    instance.act('DelegateTask', { ...work, by: LAN, to: MINH, reason: 'Nhờ xem giúp' }, LATER);
    return instance;
  };
  it('is the claimant’s to begin', async () => {
    const instance = await task();
    expect(codeOf(instance.decide('DelegateTask', { ...work, by: LAN, to: MINH, reason: 'x' }))).toBe('NOT_CLAIMED');
    instance.act('ClaimTask', { ...work, by: LAN });
    expect(codeOf(instance.decide('DelegateTask', { ...work, by: MINH, to: LAN, reason: 'x' }))).toBe('ALREADY_CLAIMED');
    expect(codeOf(instance.decide('DelegateTask', { ...work, by: LAN, to: TAX, reason: 'x' }))).toBe('NOT_A_CANDIDATE');
    expect(instance.decide('DelegateTask', { ...work, by: LAN, to: LAN, reason: 'x' })).toEqual(quiet);
  });
  it('keeps the owner, says the same twice without a word, and tells the owner who has it', async () => {
    const instance = await delegated();
    expect(jobOf(instance)).toMatchObject({ claimed: { by: { subject: 'minh' }, at: LATER }, owner: { subject: 'lan' }, assigned: { how: 'delegated', reason: 'Nhờ xem giúp' } });
    expect(instance.decide('DelegateTask', { ...work, by: LAN, to: MINH, reason: 'x' })).toEqual(quiet);
    expect(becauseOf(instance.decide('CompleteTask', { ...work, by: LAN, variables: {} }))).toContain(`but Minh claimed it at ${LATER}`);
  });
  it('ends with giving back, taking back, releasing or doing it', async () => {
    for (const by of [MINH, LAN]) {
      const instance = await delegated();
      instance.act('GiveBackTask', { ...work, by, reason: 'Đã xem' });
      expect(jobOf(instance)).toMatchObject({ claimed: { by: { subject: 'lan' } }, owner: null, assigned: { how: 'given-back', reason: 'Đã xem' } });
      expect(instance.decide('GiveBackTask', { ...work, by, reason: 'Đã xem' })).toEqual(quiet);
    }
    const released = await delegated();
    released.act('ReleaseTask', { ...work, by: MINH });
    expect(jobOf(released)?.claimed?.by.subject).toBe('lan');
    expect(codeOf((await delegated()).decide('CompleteTask', { ...work, by: MINH, variables: {} }))).toBe('accepted');
  });
  it('is given back by nobody else, and only where there was one', async () => {
    const instance = await delegated();
    expect(codeOf(instance.decide('GiveBackTask', { ...work, by: HOA, reason: 'x' }))).toBe('ALREADY_CLAIMED');
    expect(codeOf((await task()).decide('GiveBackTask', { ...work, by: LAN, reason: 'x' }))).toBe('NOT_DELEGATED');
  });
  it('keeps its first owner through a second delegate', async () => {
    const instance = await delegated();
    instance.act('DelegateTask', { ...work, by: MINH, to: officer('Tú'), reason: 'Chuyển tiếp' });
    expect(jobOf(instance)).toMatchObject({ claimed: { by: { subject: 'tú' } }, owner: { subject: 'lan' } });
  });
});

describe('absence', () => {
  const by = { subject: 'absence', name: 'Vắng mặt' };
  it('hands over what the person has, and nothing else', async () => {
    const instance = await task();
    instance.act('ClaimTask', { ...work, by: LAN });
    expect(instance.decide('HandOverTask', { ...work, from: 'minh', to: BOTH, by, reason: 'Nghỉ phép' })).toEqual(quiet);
    instance.act('HandOverTask', { ...work, from: 'lan', to: MINH, by, reason: 'Nghỉ phép' });
    expect(jobOf(instance)).toMatchObject({ claimed: { by: { subject: 'minh' } }, assigned: { how: 'handed-over', reason: 'Nghỉ phép' } });
  });
  it('makes a task everybody’s when the substitute may not do it', async () => {
    const instance = await task();
    instance.act('ClaimTask', { ...work, by: LAN });
    expect(gist(instance.act('HandOverTask', { ...work, from: 'lan', to: officer('Tú', 'clerk'), by, reason: 'Nghỉ phép' }))).toEqual(['TaskReleased work#1']);
  });
});

describe('dates, comments and handing up', () => {
  it('are planned by who has it or leads, within what can be read', async () => {
    const instance = await task('<zeebe:taskSchedule dueDate="2026-11-25T09:00:00+07:00" followUpDate="2026-11-22"/><zeebe:priorityDefinition priority="80"/>');
    expect(jobOf(instance)).toMatchObject({ dueDate: '2026-11-25T09:00:00+07:00', followUpDate: '2026-11-22', priority: 80 });
    expect(codeOf(instance.decide('ScheduleTask', { ...work, by: LAN, priority: 90, reason: 'x' }))).toBe('NOT_CLAIMED');
    instance.act('ScheduleTask', { ...work, by: HOA, priority: 90, followUpDate: '2026-11-24', reason: 'Gấp' });
    expect(jobOf(instance)).toMatchObject({ dueDate: '2026-11-25T09:00:00+07:00', followUpDate: '2026-11-24', priority: 90 });
    expect(instance.decide('ScheduleTask', { ...work, by: HOA, priority: 90, reason: 'x' })).toEqual(quiet);
    for (const wrong of [{ priority: 101 }, { priority: 1.5 }, { dueDate: 'mai' }, { followUpDate: '25/11/2026' }])
      expect(codeOf(instance.decide('ScheduleTask', { ...work, by: HOA, ...wrong, reason: 'x' }))).toBe('VARIABLES_INVALID');
  });
  it('are written by the agency, composed and not without end', async () => {
    const instance = await task();
    expect(codeOf(instance.decide('CommentTask', { ...work, by: TAX, text: 'x' }))).toBe('NOT_A_CANDIDATE');
    expect(instance.act('CommentTask', { ...work, by: MINH, text: ' Thiếu so\u031b đô\u0300 ' })[0]?.data).toMatchObject({ text: 'Thiếu sơ đồ', by: { name: 'Minh' }, at: AT });
    for (const text of ['  ', 'x'.repeat(2_001)]) expect(codeOf(instance.decide('CommentTask', { ...work, by: MINH, text }))).toBe('VARIABLES_INVALID');
    for (let count = 1; count < 200; count += 1) instance.act('CommentTask', { ...work, by: HOA, text: 'x' });
    expect(codeOf(instance.decide('CommentTask', { ...work, by: LAN, text: 'x' }))).toBe('TOO_MANY_COMMENTS');
  });
  it('opens the task to another role when it lay too long', async () => {
    const instance = await task('<lienthong:escalation after="P1D" toRole="head"/>');
    const head = officer('Bình', 'head');
    expect(codeOf(instance.decide('ClaimTask', { ...work, by: head }))).toBe('NOT_A_CANDIDATE');
    instance.act('EscalateTask', { ...work, toRole: 'head' });
    expect(instance.decide('EscalateTask', { ...work, toRole: 'head' })).toEqual(quiet);
    instance.act('ClaimTask', { ...work, by: head });
    instance.act('CompleteTask', { ...work, by: head, variables: {} });
    expect(instance.decide('EscalateTask', { ...work, toRole: 'head' })).toEqual(quiet);
    expect(codeOf((await task()).decide('EscalateTask', { jobKey: 'work#9', toRole: 'head' }))).toBe('JOB_UNKNOWN');
  });
});

describe('four eyes', () => {
  const pair = '<lienthong:fourEyes element="check"/>';
  const inTurn = model([start(), user('check'), user('sign', { work: WORK, more: pair }), end(), flows('start -> check', 'check -> sign', 'sign -> end')]);
  const side = model([start(), parallel('fork'), user('check'), user('sign', { more: pair }), parallel('join'), end(),
    flows('start -> fork', 'fork -> check', 'fork -> sign', 'check -> join', 'sign -> join', 'join -> end')]);

  it('bar who did the one from claiming, being given, or completing the other', async () => {
    const instance = await played(inTurn);
    instance.act('ClaimTask', { jobKey: 'check#1', by: LAN });
    instance.act('CompleteTask', { jobKey: 'check#1', by: LAN, variables: {} });
    const claim = instance.decide('ClaimTask', { jobKey: 'sign#1', by: LAN });
    expect(claim).toEqual({ kind: 'rejected', rejection: { code: 'FOUR_EYES', because: expect.stringContaining('two people'), who: 'Lan', step: 'Việc check', at: AT } });
    expect(codeOf(instance.decide('AssignTask', { jobKey: 'sign#1', by: HOA, to: LAN, reason: 'x' }))).toBe('FOUR_EYES');
    instance.act('ClaimTask', { jobKey: 'sign#1', by: MINH });
    expect(codeOf(instance.decide('DelegateTask', { jobKey: 'sign#1', by: MINH, to: LAN, reason: 'x' }))).toBe('FOUR_EYES');
    expect(codeOf(instance.decide('CompleteTask', { jobKey: 'sign#1', by: MINH, variables: {} }))).toBe('accepted');
  });
  it('hold in whatever order the two are done', async () => {
    const instance = await played(side);
    for (const jobKey of ['check#1', 'sign#1']) instance.act('ClaimTask', { jobKey, by: LAN });
    instance.act('CompleteTask', { jobKey: 'sign#1', by: LAN, variables: {} });
    expect(codeOf(instance.decide('CompleteTask', { jobKey: 'check#1', by: LAN, variables: {} }))).toBe('FOUR_EYES');
    expect(codeOf(instance.decide('ThrowTaskError', { jobKey: 'check#1', by: LAN, code: 'X', text: { vi: 'x', en: 'x' }, variables: {} }))).toBe('FOUR_EYES');
  });
  it('release what absence would hand to the one who is barred', async () => {
    const instance = await played(inTurn);
    instance.act('ClaimTask', { jobKey: 'check#1', by: LAN });
    instance.act('CompleteTask', { jobKey: 'check#1', by: LAN, variables: {} });
    instance.act('ClaimTask', { jobKey: 'sign#1', by: MINH });
    expect(gist(instance.act('HandOverTask', { jobKey: 'sign#1', from: 'minh', to: LAN, by: MINH, reason: 'x' }))).toEqual(['TaskReleased sign#1']);
  });
});
