import { differenceOf } from './difference/difference.js';
import type { Finding } from './findings.js';
import { publishModel, readModel } from './parse.js';
import { ASSIGNMENT, end, extensions, flows, model, PROCEDURE, REASON, start, user } from './spec-models.js';

const task = (points: string): string => user('check', { work: `${ASSIGNMENT}<lienthong:step number="2" limit="P2D" counts="true">${points}</lienthong:step>${REASON}` });
const file = (ofProcedure: string, ofStep = '', begin = start()): string =>
  model([begin, task(ofStep), end(), flows('start -> check', 'check -> end')], { procedure: PROCEDURE.replace('</lienthong:procedure>', `${ofProcedure}</lienthong:procedure>`) });
const findingsOf = async (ofProcedure: string, ofStep = ''): Promise<readonly Finding[]> => {
  const publication = await publishModel(file(ofProcedure, ofStep));
  return publication.kind === 'refused' ? publication.findings : [];
};
const at = (time: string, to = 'officer'): string => `<lienthong:warning at="${time}" to="${to}" />`;

describe('warning points of a procedure and of a step', () => {
  it('are read, each with its code, its time and who is told', async () => {
    const publication = await publishModel(file(at('50%') + at('-PT4H', 'officer unit-head') + at('P2D', 'agency-head centre'), at('due', 'unit-head')));
    expect(publication.kind === 'compiled' && [publication.definition.procedure?.warnings, publication.definition.steps[0]?.warnings]).toEqual([
      [
        { code: '50%', when: { kind: 'share', percent: 50 }, to: ['officer'] },
        { code: '-PT4H', when: { kind: 'before-due', workingMinutes: 240 }, to: ['officer', 'unit-head'] },
        { code: 'P2D', when: { kind: 'after-due', by: { unit: 'working-days', amount: 2 } }, to: ['agency-head', 'centre'] },
      ],
      [{ code: 'due', when: { kind: 'at-due' }, to: ['unit-head'] }],
    ]);
  });
  it('may be none, which is not the same as nothing said', async () => {
    const publication = await publishModel(file('', '<lienthong:warning at="none" />'));
    expect(publication.kind === 'compiled' && [publication.definition.procedure, publication.definition.steps[0]?.warnings]).toEqual([expect.not.objectContaining({ warnings: expect.anything() }), []]);
  });
  it.each([
    [at('100%')], [at('0%')], [at('7')], [at('P2M')], [at('P0D')], [at('-P1M')], [at('due', '')], [at('due', 'mayor')], [at('due', 'officer officer')], [at('75%') + at('75%', 'centre')],
    [at('none', 'officer')], [`<lienthong:warning at="none" />${at('due')}`], [['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'].map((percent) => at(`${percent}%`)).join('')],
  ])('that cannot be meant are refused at their element: %s', async (points) => {
    expect((await findingsOf(points)).map(({ element, rule }) => [element, rule])).toEqual([['sample', 'procedure-invalid']]);
    expect((await findingsOf('', points)).map(({ element, rule }) => [element, rule])).toEqual([['check', 'step-invalid']]);
  });
  it('name what is wrong in both languages', async () => {
    const [found] = await findingsOf(at('100%'));
    expect(found?.text).toEqual({ vi: expect.stringContaining('at="100%" không đọc được'), en: expect.stringContaining('at="100%" cannot be read') });
  });
  it('stand only where somebody waits', async () => {
    const begin = start('start', extensions(`<lienthong:step number="1" limit="PT4H" counts="true">${at('due')}</lienthong:step>`));
    const publication = await publishModel(file('', '', begin));
    expect(publication.kind === 'refused' && publication.findings.map(({ element, rule }) => [element, rule])).toEqual([['start', 'step-invalid']]);
  });
  it('are told apart when a procedure changes', async () => {
    const [before, after] = await Promise.all([file(at('50%')), file(at('50%', 'officer centre'))].map((text) => readModel(text)));
    if (before?.kind !== 'read' || after?.kind !== 'read') throw new Error('Expected to read both');
    expect(differenceOf(before.model, after.model).map(({ text }) => text.vi)).toEqual([expect.stringContaining('người nhận cảnh báo ở mốc 50%')]);
  });
});
