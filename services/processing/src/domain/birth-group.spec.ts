import { CASE, officer, openCase, type CaseOnStage } from './spec-case.js';

// Procedure 3.000722 as a story: one form at the counter, four bodies, each with a dossier, a clock and a result of its own.

const FORM = {
  childName: 'Trẻ mẫu', childBornOn: '2026-11-20', birthNoticeNumber: 'CS-0001', householdHead: '038000000003', residenceAddress: 'Thôn mẫu', wantsIdentityCard: false,
};
/** Monday 23/11/2026, nine in the morning. */
const MONDAY = '2026-11-23T09:00:00+07:00';
const open = (form: object = {}): Promise<CaseOnStage> => openCase('3.000722/birth-group.bpmn', { ...FORM, ...form }, MONDAY);

const CIVIL = officer('civil-status', 'officer');
const MAYOR = officer('civil-status', 'leader');
const POLICE = officer('police', 'officer');
const CLERK = officer('one-stop', 'clerk');
const PERSONAL_ID = '038226000001';

function isBorn(story: CaseOnStage): void {
  story.does(CIVIL, 'register-birth', { isRegistered: true, personalId: PERSONAL_ID });
  story.does(MAYOR, 'sign-birth');
}
const headConfirms = (story: CaseOnStage, agrees = true): void => story.message('household-head-confirmed', story.child('residence')?.code ?? '', { agrees });
const returned = (story: CaseOnStage): void => story.fact('intake.v1.ResultReturned');

describe('birth, residence, insurance and identity card (3.000722)', () => {
  it('begins with the birth: a dossier of the commune’s civil status office, due the next working day', async () => {
    const story = await open();
    expect(story.waits()).toEqual([['register-birth', 'civil-status', '2026-11-23T15:00']]);
    expect(story.child('birth')).toEqual({ code: 'H56.17.1-20261123-0000001', dueAt: '2026-11-24T09:00:00+07:00', status: 'open', outcome: undefined, clock: 'H56.17.1' });
    expect(story.inputs('register-birth')).toEqual({ childName: 'Trẻ mẫu', childBornOn: '2026-11-20', birthNoticeNumber: 'CS-0001', isRegistered: null, personalId: null });
  });

  it('hands the personal number on to the police and to social insurance, at once and to nobody else', async () => {
    const story = await open();
    isBorn(story.on('2026-11-23T10:00:00+07:00'));
    expect(story.waits().map(([element]) => element)).toEqual(['return-birth-certificate', 'issue-insurance-card']);
    expect(story.inputs('issue-insurance-card')).toEqual({ childName: 'Trẻ mẫu', childBornOn: '2026-11-20', personalId: PERSONAL_ID, validUntil: '2032-11-20' });
    expect(story.decisions).toEqual(['insurance-card-until: rule 2']);
    expect([story.child('residence')?.dueAt, story.child('insurance')?.dueAt, story.child('identity-card')]).toEqual(['2026-11-25T10:00:00+07:00', '2026-11-25T10:00:00+07:00', undefined]);
    headConfirms(story);
    expect(story.inputs('verify-residence')).toMatchObject({ personalId: PERSONAL_ID, householdHead: '038000000003' });
  });

  it('returns every result by itself, and is complete when all have ended', async () => {
    const story = await open();
    isBorn(story);
    story.worker('issue-insurance-card', { cardNumber: 'TE1380000000001' });
    story.does(CLERK, 'return-insurance-card');
    expect(story.child('insurance')).toMatchObject({ status: 'completed', outcome: 'insured' });
    headConfirms(story);
    story.does(POLICE, 'verify-residence', { isGranted: true });
    expect(story.child('residence')).toMatchObject({ status: 'completed', outcome: 'residence-registered' });
    expect(story.waits().map(([element]) => element)).toEqual(['return-birth-certificate']);
    story.does(CLERK, 'return-birth-certificate');
    expect(story.waits()).toEqual([['hand-over', 'one-stop', '2026-11-23T15:00']]);
    returned(story);
    expect([story.outcome(), story.incidents()]).toEqual([['completed', 'returned'], []]);
  });

  it('has an identity card too when the parents want one, with seven working days of its own', async () => {
    const story = await open({ wantsIdentityCard: true });
    isBorn(story);
    expect(story.child('identity-card')).toMatchObject({ code: 'H56.31-20261123-0000004', dueAt: '2026-12-02T09:00:00+07:00' });
    story.does(POLICE, 'issue-identity-card', { isIssued: true });
    story.does(POLICE, 'return-identity-card');
    expect(story.child('identity-card')?.outcome).toBe('card-issued');
  });

  it.each([
    ['the police refuse the residence', (story: CaseOnStage) => { headConfirms(story); story.does(POLICE, 'verify-residence', { isGranted: false }); }, 'residence-refused'],
    ['the head of the household says no', (story: CaseOnStage) => headConfirms(story, false), 'head-did-not-confirm'],
    ['the head of the household says nothing for two working days', (story: CaseOnStage) => void story.on('2026-11-25T09:00:00+07:00'), 'head-did-not-confirm'],
  ])('gives the child its other results although %s', async (_what, refuse, outcome) => {
    const story = await open();
    isBorn(story);
    refuse(story);
    expect(story.child('residence')).toMatchObject({ status: 'completed', outcome });
    story.worker('issue-insurance-card', { cardNumber: 'TE1380000000001' });
    story.does(CLERK, 'return-insurance-card');
    story.does(CLERK, 'return-birth-certificate');
    expect(story.inputs('hand-over')).toMatchObject({ residenceOutcome: outcome, insuranceOutcome: 'insured', cardOutcome: null });
    returned(story);
    expect(story.outcome()).toEqual(['completed', 'returned']);
  });

  it('gives the child its residence although social insurance refuses the card', async () => {
    const story = await open();
    isBorn(story);
    story.workerRefuses('issue-insurance-card', 'NOT_INSURABLE', 'Trẻ đã có thẻ');
    headConfirms(story);
    story.does(POLICE, 'verify-residence', { isGranted: true });
    story.does(CLERK, 'return-birth-certificate');
    expect(story.inputs('hand-over')).toMatchObject({ residenceOutcome: 'residence-registered', insuranceOutcome: 'insurance-refused' });
  });

  it('is refused as a whole only when the birth cannot be registered, since nothing else can be without a number', async () => {
    const story = await open();
    story.does(CIVIL, 'register-birth', { isRegistered: false, personalId: null });
    expect(story.child('birth')).toMatchObject({ status: 'completed', outcome: 'birth-not-possible' });
    expect(story.waits().map(([element, agency]) => [element, agency])).toEqual([['refuse', 'one-stop']]);
    expect(story.inputs('refuse')).toEqual({ reason: 'Không đăng ký được khai sinh: Từ chối đăng ký khai sinh' });
    story.fact('intake.v1.DossierRefused');
    expect([story.outcome(), story.child('residence')]).toEqual([['completed', 'refused'], undefined]);
  });

  it('has its parent’s code for all letters, and a code of the body for what it does itself', async () => {
    const story = await open({ wantsIdentityCard: true });
    isBorn(story);
    expect(['birth', 'residence', 'insurance', 'identity-card'].map((process) => story.child(process)?.code)).toEqual([
      'H56.17.1-20261123-0000001', 'H56.31-20261123-0000002', 'H56.41-20261123-0000003', 'H56.31-20261123-0000004',
    ]);
    expect(story.variable('code')).toBe(CASE);
  });
});
