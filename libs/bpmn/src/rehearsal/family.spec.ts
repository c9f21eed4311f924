import assert from 'node:assert/strict';
import { compileModel, drawingOf, readModel, rehearse, type Outcome, type Seen } from '../index.js';
import { caught, end, file, flows, mapping, start, user } from '../spec-models.js';

const procedure = (code: string, ...names: readonly string[]): string =>
  `<bpmn:extensionElements><lienthong:procedure code="${code}" nameVi="Mẫu" nameEn="Sample" effectiveFrom="2026-07-01" limit="P10D" calendar="vn-h56-2026" owner="one-stop">${names.map((name) => `<lienthong:variable name="${name}"/>`).join('')}</lienthong:procedure></bpmn:extensionElements>`;
const onMessage = (id: string): string => `<bpmn:messageEventDefinition messageRef="${id}"/>`;

/** A parent that starts a child by a message and waits for its end. */
const FAMILY = file(
  '<bpmn:message id="ask" name="ask"/>',
  '<bpmn:message id="over" name="child-ended"><bpmn:extensionElements><zeebe:subscription correlationKey="=code"/></bpmn:extensionElements></bpmn:message>',
  `<bpmn:process id="parent" isExecutable="true">${procedure('1.000001', 'code')}${start()}`,
  `<bpmn:intermediateThrowEvent id="say"><bpmn:extensionElements>${mapping({ name: '="An"', secret: '="x"' })}</bpmn:extensionElements>${onMessage('ask')}</bpmn:intermediateThrowEvent>`,
  `${caught('heard', onMessage('over'), mapping({}, { how: '=outcome', who: '=childCode' }))}${end()}${flows('start -> say', 'say -> heard', 'heard -> end')}</bpmn:process>`,
  `<bpmn:process id="child" isExecutable="true">${procedure('1.000002', 'code', 'parentCode', 'name')}${start('child-start', onMessage('ask'))}${user('work')}${end('child-end')}${flows('child-start -> work', 'work -> child-end')}</bpmn:process>`,
);

async function played(xml: string, answers: Parameters<typeof rehearse>[1]['answers'] = []): Promise<Outcome & Readonly<{ seen: readonly Seen[] }>> {
  const reading = await readModel(xml);
  const compilation = reading.kind === 'read' ? compileModel(reading.model) : reading;
  assert.ok(compilation.kind === 'compiled', JSON.stringify(compilation));
  const seen: Seen[] = [];
  return { ...rehearse(drawingOf(compilation.model), { process: 'parent', answers }, (each) => seen.push(each)), seen };
}

const DONE = { to: 'element', name: 'work', variables: {}, error: null, fact: null, after: null, correlationKey: '', timeToLive: null } as const;

describe('a family of dossiers', () => {
  it('gives a child its own code, its parent’s, and what its procedure declares', async () => {
    const { seen, ...outcome } = await played(FAMILY);
    const variables = seen.flatMap(({ process, event }) => (process === 'child' && event.type === 'VariablesSet' ? [event.data.variables] : []));
    expect(variables).toEqual([{ code: 'case-2', parentCode: 'case-1', name: 'An' }]);
    expect(outcome).toMatchObject({ outcome: 'waiting', waiting: ['heard'], variables: { code: 'case-1' } });
  });

  it('tells the parent of the child’s end', async () => {
    expect(await played(FAMILY, [DONE])).toMatchObject({ outcome: 'completed', variables: { code: 'case-1', how: 'child-end', who: 'case-2' } });
  });

  it('is nothing that drawings have', async () => {
    const drawing = FAMILY.replaceAll(/<lienthong:procedure.*?<\/lienthong:procedure>/g, '');
    const { seen, ...outcome } = await played(drawing, [DONE]);
    expect([outcome.outcome, seen.some(({ process, event }) => process === 'child' && event.type === 'VariablesSet' && 'code' in event.data.variables)]).toEqual(['incident', false]);
  });
});
