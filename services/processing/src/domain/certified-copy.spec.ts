import { openCase, officer, type CaseOnStage } from './spec-case.js';

// Procedure 2.000815 as a story: brought before three in the afternoon, the certified copies are handed over before the office closes.

const DOCUMENTS = [{ name: 'Bằng tốt nghiệp', pages: 2, copies: 3 }, { name: 'Hợp đồng', pages: 5, copies: 1 }];
const at = (time: string): Promise<CaseOnStage> => openCase('2.000815/certified-copy.bpmn', { documents: DOCUMENTS }, `2026-11-02T${time}:00+07:00`);
const waits = (story: CaseOnStage) => story.waits().map(([element, agency]) => `${element} ${agency}`);

describe('certified copies (2.000815)', () => {
  it.each([
    ['08:00', '2026-11-02T17:30'], ['12:10', '2026-11-02T17:30'], ['15:00', '2026-11-02T17:30'],
    // After three, after closing.
    ['15:01', '2026-11-03T17:30'], ['18:00', '2026-11-03T17:30'],
  ])('brought at %s are due by %s', async (time, due) => expect((await at(time)).dueAt().slice(0, 16)).toBe(due));

  it('brought on a Friday after three are due on Monday', async () => {
    const story = await openCase('2.000815/certified-copy.bpmn', { documents: DOCUMENTS }, '2026-11-06T15:30:00+07:00');
    expect(story.dueAt().slice(0, 16)).toBe('2026-11-09T17:30');
  });

  it('are compared, entered in the register, signed and handed over', async () => {
    const story = await at('08:00');
    expect(story.waits()).toEqual([['check', 'civil-status', '2026-11-02T09:00']]);
    expect(story.inputs('check')).toMatchObject({ documentList: 'Bằng tốt nghiệp: 2 trang, 3 bản; Hợp đồng: 5 trang, 1 bản' });
    story.does(officer('civil-status', 'officer'), 'check', { verdict: 'certify' });
    story.does(officer('civil-status', 'officer'), 'register', { certificationNumber: '12-SCT/BS' });
    expect(story.inputs('sign')).toMatchObject({ certificationNumber: '12-SCT/BS' });
    story.does(officer('civil-status', 'leader'), 'sign');
    expect([waits(story), story.inputs('hand-over')]).toEqual([['hand-over one-stop'], { certificationNumber: '12-SCT/BS' }]);
    story.fact('intake.v1.ResultReturned');
    expect([story.outcome(), story.incidents()]).toEqual([['completed', 'returned'], []]);
  });

  it('wait for an original that was not brought, and are compared again', async () => {
    const story = await at('08:00');
    story.does(officer('civil-status', 'officer'), 'check', { verdict: 'supplement', remark: 'Mang bản chính hợp đồng để đối chiếu' });
    expect([waits(story), story.inputs('supplement')]).toEqual([['supplement one-stop'], { reason: 'Mang bản chính hợp đồng để đối chiếu' }]);
    story.fact('intake.v1.DossierSupplemented');
    expect(waits(story)).toEqual(['check civil-status']);
  });

  it('are refused with the officer’s reason where the original may not be used', async () => {
    const story = await at('08:00');
    story.does(officer('civil-status', 'officer'), 'check', { verdict: 'refuse', remark: 'Bản chính bị tẩy xóa, sửa chữa' });
    expect([waits(story), story.inputs('refuse')]).toEqual([['refuse one-stop'], { reason: 'Bản chính bị tẩy xóa, sửa chữa' }]);
    story.fact('intake.v1.DossierRefused');
    expect(story.outcome()).toEqual(['completed', 'refused']);
  });
});
