import assert from 'node:assert/strict';
import { publishModel } from '@lienthong/bpmn';
import { drawing, element, inOrder, pool } from './spec-drawings.js';
import { neverBegun } from './publication.js';

const body = inOrder('p', element.start('s'), element.task('t'), element.end('e'));
const byMessage = element.start('cs', '<bpmn:messageEventDefinition messageRef="ask" />');
const byTimer = element.start('cs', '<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>');
const child = (start: readonly [string, string]): string => inOrder('c', start, element.task('ct'), element.end('ce'));
const messages = [['ask', 'ask']] as const;

async function findingsOf(xml: string): Promise<readonly (readonly [string | null, string])[]> {
  const compilation = await publishModel(xml);
  return compilation.kind === 'compiled' ? neverBegun(compilation.model).map(({ element: at, rule }) => [at, rule]) : assert.fail(JSON.stringify(compilation.findings));
}

describe('what would be published and never begin', () => {
  it('is nothing in a file whose other processes are called, or are procedures that a message starts', async () => {
    expect(await findingsOf(drawing({ code: '9.000041', messages, body, more: pool('child', '9.000042', child(byMessage)) }))).toEqual([]);
  });
  it('is a process that a timer would start', async () => {
    expect(await findingsOf(drawing({ code: '9.000041', messages, body, more: pool('child', '9.000042', child(byTimer)) }))).toEqual([['cs', 'element-not-executed']]);
  });
  it('is a child dossier that is no procedure', async () => {
    const more = pool('child', '9.000042', child(byMessage)).replace(/<lienthong:procedure[^]*<\/lienthong:procedure>/, '');
    expect(await findingsOf(drawing({ code: '9.000041', messages, body, more }))).toEqual([['child', 'procedure-missing']]);
  });
  it('is a main process without a receipt', async () => {
    expect(await findingsOf(drawing({ code: '9.000041', messages, body: child(byMessage) }))).toEqual([['main', 'element-not-executed']]);
  });
});
