import { officer, openCase, type CaseOnStage } from './spec-case.js';

// Procedure 1.013236 as a story: five bodies are asked side by side, and the dossier goes on with the opinions that the law wants.

/** Monday 2/11/2026, nine in the morning. */
const MONDAY = '2026-11-02T09:00:00+07:00';
/** What the application's form leaves where the papers were handed in at a counter. */
const PAPERS = { landPapers: [], drawings: [], hasAppraisal: false, appraisals: null };
const open = async (): Promise<CaseOnStage> => {
  const story = await openCase('1.013236/construction-permit.bpmn', { worksName: 'Nhà mẫu 12 tầng', worksAddress: 'Phường mẫu', ...PAPERS }, MONDAY);
  story.does(officer('construction', 'officer'), 'check', { isComplete: true });
  return story;
};
const BODIES = ['fire-police', 'planning', 'environment', 'culture', 'transport'] as const;
type Body = (typeof BODIES)[number];

const answers = (story: CaseOnStage, body: Body, answer: string): void => story.does(officer(body, 'officer'), `opinion-${body}`, { answer, ...(answer !== 'agrees' && { remark: 'Lối thoát nạn hẹp' }) });
const recalls = (story: CaseOnStage, body: Body): void => story.does(officer('construction', 'officer'), 'steer', { recalledBody: body });
const asked = (story: CaseOnStage): readonly string[] => story.waits().map(([element]) => element).filter((element) => element.startsWith('opinion-'));
const opinions = (story: CaseOnStage): readonly string[] => (story.variable('opinions') as readonly { body: string; answer: string }[]).map(({ body, answer }) => `${body}: ${answer}`);

describe('a construction permit (1.013236)', () => {
  it('asks five bodies at the same time, each with twelve working days of its own', async () => {
    const story = await open();
    expect(story.waits().filter(([element]) => element.startsWith('opinion-'))).toEqual(BODIES.map((body) => [`opinion-${body}`, body, '2026-11-18T09:00']));
    expect(story.inputs('opinion-fire-police')).toMatchObject({ worksName: 'Nhà mẫu 12 tầng' });
  });

  it('goes on as soon as both mandatory opinions and two others are in, and waits for nobody else', async () => {
    const story = await open();
    for (const body of ['environment', 'culture', 'transport', 'planning'] as const) answers(story, body, 'agrees');
    expect(asked(story)).toEqual(['opinion-fire-police']);
    answers(story, 'fire-police', 'agrees');
    expect(story.waits().map(([element]) => element)).toEqual(['draft-permit']);
  });

  it('cuts off the fifth body, and the steering, when the other four are enough', async () => {
    const story = await open();
    for (const body of ['fire-police', 'planning', 'environment', 'culture'] as const) answers(story, body, 'agrees');
    expect(story.waits().map(([element]) => element)).toEqual(['draft-permit']);
    expect(opinions(story)).toEqual(['fire-police: agrees', 'planning: agrees', 'environment: agrees', 'culture: agrees']);
  });

  it('reminds after eight working days, and takes twelve days of silence for consent where the law says so', async () => {
    const story = await open();
    story.on('2026-11-12T09:00:00+07:00');
    expect(story.inputs('steer')).toMatchObject({ reminders: [] });
    recalls(story, 'culture');
    expect(story.inputs('steer')).toMatchObject({ reminders: ['fire-police', 'planning', 'environment', 'culture', 'transport'] });
    story.on('2026-11-18T09:00:00+07:00');
    expect(asked(story)).toEqual(['opinion-fire-police', 'opinion-planning']);
    answers(story, 'planning', 'agrees');
    expect(asked(story)).toEqual(['opinion-fire-police']);
    answers(story, 'fire-police', 'agrees');
    expect(opinions(story)).toEqual(['culture: recalled', 'environment: no-objection', 'transport: no-objection', 'planning: agrees', 'fire-police: agrees']);
  });

  it('never takes the silence of a mandatory body for anything', async () => {
    const story = await open();
    story.on('2026-12-25T09:00:00+07:00');
    expect(asked(story)).toEqual(['opinion-fire-police', 'opinion-planning']);
  });

  it('takes a request back that is no longer needed', async () => {
    const story = await open();
    recalls(story, 'transport');
    expect(asked(story)).not.toContain('opinion-transport');
    expect(story.waits().map(([element]) => element)).toContain('steer');
  });

  it('lets a body ask further before it answers, on its own clock', async () => {
    const story = await open();
    story.does(officer('planning', 'officer'), 'opinion-planning', { answer: 'ask', remark: 'Hiện trạng lộ giới?' });
    expect(story.waits()).toContainEqual(['advice-planning', 'commune', '2026-11-05T09:00']);
    story.does(officer('commune', 'officer'), 'advice-planning', { advice: 'Lộ giới 12 m' });
    expect(story.inputs('opinion-planning')).toMatchObject({ advice: 'Lộ giới 12 m' });
    answers(story, 'planning', 'agrees');
    expect(asked(story)).not.toContain('opinion-planning');
  });

  it('takes no answer that is none', async () => {
    const story = await open();
    expect(() => answers(story, 'culture', 'perhaps')).toThrow("1 of its form's fields");
    expect(asked(story)).toContain('opinion-culture');
  });

  it('shows the drawings to those who are asked, and takes their papers only where intake keeps them', async () => {
    const drawing = { name: 'kiến trúc.pdf', sha256: 'a'.repeat(64), size: 900, mediaType: 'application/pdf' };
    const story = await openCase('1.013236/construction-permit.bpmn', { worksName: 'Nhà mẫu', worksAddress: 'Phường mẫu', ...PAPERS, drawings: [drawing] }, MONDAY);
    story.does(officer('construction', 'officer'), 'check', { isComplete: true });
    expect(story.inputs('opinion-culture')).toMatchObject({ drawings: [drawing] });
    expect(() => story.does(officer('culture', 'officer'), 'opinion-culture', { answer: 'agrees', letter: [{ ...drawing, sha256: 'b'.repeat(64) }] })).toThrow("1 of its form's fields");
  });

  it('is refused with the reason when a mandatory body objects; the objection of another is weighed', async () => {
    const refused = await open();
    answers(refused, 'fire-police', 'objects');
    for (const body of ['planning', 'environment', 'culture'] as const) answers(refused, body, 'agrees');
    expect(refused.waits().map(([element]) => element)).toEqual(['refuse']);
    expect(refused.inputs('refuse')).toEqual({ reason: 'Cơ quan bắt buộc lấy ý kiến không đồng ý: fire-police' });
    const weighed = await open();
    answers(weighed, 'culture', 'objects');
    for (const body of ['planning', 'environment', 'fire-police'] as const) answers(weighed, body, 'agrees');
    expect(weighed.waits().map(([element]) => element)).toEqual(['draft-permit']);
  });

  it('waits for a supplement with the clock standing, and is checked again', async () => {
    const story = await openCase('1.013236/construction-permit.bpmn', { worksName: 'Nhà mẫu', worksAddress: 'Phường mẫu', ...PAPERS }, MONDAY);
    story.does(officer('construction', 'officer'), 'check', { isComplete: false, missing: 'Thiếu bản vẽ móng' });
    expect([story.waits(), story.inputs('request-supplement')]).toEqual([[['request-supplement', 'one-stop', '2026-11-30T09:00']], { reason: 'Thiếu bản vẽ móng' }]);
    story.fact('intake.v1.DossierSupplemented');
    expect(story.waits().map(([element]) => element)).toEqual(['check']);
  });

  it('ends with the permit in the citizen’s hand', async () => {
    const story = await open();
    for (const body of ['fire-police', 'planning', 'environment', 'culture'] as const) answers(story, body, 'agrees');
    story.does(officer('construction', 'officer'), 'draft-permit', { permitNumber: '01/GPXD' });
    story.does(officer('construction', 'leader'), 'sign-permit');
    expect(story.inputs('hand-over')).toEqual({ permitNumber: '01/GPXD' });
    story.fact('intake.v1.ResultReturned');
    expect([story.outcome(), story.incidents()]).toEqual([['completed', 'returned'], []]);
  });
});
