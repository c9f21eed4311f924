import { flowsOf, definitionOf, drawn, extended, fileOf, nodeOf, processOf, rulesOf } from './spec-drawing.js';
import { publishModel } from '../parse.js';

const procedure = (limit = 'P10D'): string =>
  extended(`<lienthong:procedure code="1.000001" nameVi="Thủ tục mẫu" nameEn="Sample procedure" effectiveFrom="2026-07-01" limit="${limit}" calendar="vn-h56-2026" owner="land-registry"><lienthong:variable name="amount"/></lienthong:procedure>`);
const work = (limit = 'P2D', counts = true): string =>
  `<lienthong:assignment agency="land-registry"/><lienthong:step number="2" limit="${limit}" counts="${counts}"/><lienthong:reason vi="Chờ cán bộ" en="Waiting"/>`;
const strictly = (element: string, ...more: readonly string[]): string => drawn(element, procedure(), ...more);
const user = (id: string, more = '', limit?: string): string => `<userTask id="${id}">${extended(work(limit), more)}</userTask>`;
const io = (...mappings: readonly string[]): string => `<zeebe:ioMapping>${mappings.join('')}</zeebe:ioMapping>`;

describe('in a procedure', () => {
  it('every step says who, why and how long, in every process of the file', async () => {
    expect(await rulesOf(strictly('<userTask id="x"/>'))).toEqual([['x', 'agency-missing'], ['x', 'reason-missing'], ['x', 'step-missing']]);
    const other = processOf('q', '<startEvent id="in"/>', '<userTask id="y"/>', '<endEvent id="out"/>', flowsOf('in -> y, y -> out'));
    expect(await rulesOf(strictly(user('x')), other)).toEqual([['y', 'agency-missing'], ['y', 'reason-missing'], ['y', 'step-missing']]);
    expect(await rulesOf(drawn('<userTask id="x"/>'), other)).toEqual([]);
  });

  it('is the main process, wherever it stands in the file', async () => {
    const first = processOf('q', '<startEvent id="in"/>', '<endEvent id="out"/>', flowsOf('in -> out'));
    const { processId, procedure: found } = await definitionOf(first, strictly(user('x')));
    expect([processId, found?.code]).toEqual(['p', '1.000001']);
  });

  it('takes the agency of the lane', async () => {
    const lanes = `<laneSet id="ls"><lane id="l" name="Xã">${extended('<lienthong:assignment agency="commune"/>')}<flowNodeRef>x</flowNodeRef></lane></laneSet>`;
    const task = `<userTask id="x">${extended(work().replace('<lienthong:assignment agency="land-registry"/>', ''))}</userTask>`;
    expect((await definitionOf(strictly(`${lanes}${task}`))).steps).toMatchObject([{ element: 'x', agency: 'commune' }]);
  });

  it('says which law gives the limit, where it does', async () => {
    const basis = async (more: string) => (await definitionOf(strictly(user('x')).replace('limit="P10D"', `limit="P10D" ${more}`))).procedure?.limitBasis;
    expect(await basis('limitBasisVi="Điều 7" limitBasisEn="Article 7"')).toEqual({ vi: 'Điều 7', en: 'Article 7' });
    expect(await basis('limitBasisVi="Điều 7"')).toEqual({ vi: 'Điều 7', en: 'Điều 7' });
    expect(await basis('')).toBeUndefined();
  });

  it('waits for a public fact as a job, for any other message as a message', async () => {
    const fact = '<message id="f" name="lienthong.tax.v1.NoticeIssued"/><message id="m" name="recall"/>';
    const wait = (message: string, extension = ''): string => `<receiveTask id="x" messageRef="${message}">${extended(extension)}</receiveTask>`;
    const { job, triggers } = nodeOf(await definitionOf(fact, strictly(wait('f', work()))), 'x', 'receiveTask');
    expect([job?.completedBy, triggers]).toEqual([[{ fact: 'lienthong.tax.v1.NoticeIssued', outcome: null }], []]);
    const message = nodeOf(await definitionOf(fact, strictly(wait('m'))), 'x', 'receiveTask');
    expect([message.job, message.triggers]).toEqual([null, [{ kind: 'message', name: 'recall', correlationKey: null }]]);
  });

  it('counts working time by its calendar', async () => {
    const timer = '<intermediateCatchEvent id="x"><timerEventDefinition lienthong:workingTime="true"><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent>';
    expect(nodeOf(await definitionOf(strictly(timer)), 'x', 'catchEvent').triggers).toEqual([{ kind: 'timer', timer: { kind: 'duration', value: 'P2D', isWorkingTime: true } }]);
    expect(await rulesOf(strictly(timer.replace('P2D', 'P1M')))).toEqual([['x', 'timer-unparsable']]);
  });
});

describe('a name that nothing sets', () => {
  const script = (expression: string, id = 'x'): string => `<scriptTask id="${id}">${extended(`<zeebe:script expression="=${expression}" resultVariable="r"/>`)}</scriptTask>`;
  it('is a finding in a procedure, and null in a drawing', async () => {
    expect(await rulesOf(strictly(script('price')))).toEqual([['x', 'variable-unknown']]);
    expect(await rulesOf(drawn(script('price')))).toEqual([]);
  });

  it.each([
    ['the procedure declares it', strictly(script('amount'))],
    ['an output mapping sets it, of this process', strictly(user('x', io('<zeebe:output source="=anything" target="price.net"/>')), script('price', 'y'), flowsOf('x -> y, y -> end'))],
    ['a script does', strictly(script('1'), script('r', 'y'), flowsOf('x -> y, y -> end'))],
    ['data objects are', strictly(script('price'), '<dataObject id="d" name="price"/>')],
    ['a loop counts', strictly(script('loopCounter + numberOfInstances').replace('</scriptTask>', '<multiInstanceLoopCharacteristics><loopCardinality>amount</loopCardinality></multiInstanceLoopCharacteristics></scriptTask>'))],
    ['an item of the loop is', strictly(script('price').replace('</scriptTask>', `<multiInstanceLoopCharacteristics>${extended('<zeebe:loopCharacteristics inputCollection="=[amount]" inputElement="price"/>')}</multiInstanceLoopCharacteristics></scriptTask>`))],
    ['an input of the sub-process is', strictly(`<subProcess id="x">${extended(io('<zeebe:input source="=amount" target="price"/>'))}${script('price', 'y')}</subProcess>`)],
    ['an earlier input is', strictly(user('x', io('<zeebe:input source="=amount" target="a"/>', '<zeebe:input source="=a + 1" target="b"/>')))],
  ])('is none where %s', async (_why, xml) => {
    expect(await rulesOf(xml)).toEqual([]);
  });

  it.each([
    ['a loop, outside it', strictly(script('loopCounter'))],
    ['the item of a loop, in its own collection', strictly(script('1').replace('</scriptTask>', `<multiInstanceLoopCharacteristics>${extended('<zeebe:loopCharacteristics inputCollection="=[price]" inputElement="price"/>')}</multiInstanceLoopCharacteristics></scriptTask>`))],
    ['an input of a sub-process, beside it', strictly(`<subProcess id="z">${extended(io('<zeebe:input source="=amount" target="price"/>'))}<task id="in"/></subProcess>${script('price')}`, flowsOf('start -> z, z -> end'))],
  ])('is one of %s', async (_what, xml) => {
    expect((await rulesOf(xml)).map(([element, rule]) => [element, rule])).toEqual([['x', 'variable-unknown']]);
  });
});

describe('the legal limit', () => {
  const chained = (limit: string, ...elements: readonly string[]): string =>
    processOf('p', procedure(limit), '<startEvent id="start"/>', ...elements, '<endEvent id="end"/>');
  const sub = (id: string, inner: string, step = ''): string => `<subProcess id="${id}">${step === '' ? '' : extended(step)}${inner}</subProcess>`;
  const calling = '<callActivity id="x" calledElement="q"/>';
  const called = (...more: readonly string[]): string => processOf('q', '<startEvent id="in"/>', user('y', '', 'P6D'), ...more, '<endEvent id="out"/>', flowsOf('in -> y, y -> out'));

  it.each([
    ['steps in a row', (limit: string) => [chained(limit, user('x', '', 'P3D'), user('y', '', 'P4D'), flowsOf('start -> x, x -> y, y -> end'))], 7, 'p'],
    ['what a sub-process holds', (limit: string) => [chained(limit, sub('x', user('in', '', 'P3D') + user('in2', '', 'P1D') + flowsOf('in -> in2')), user('y', '', 'P4D'), flowsOf('start -> x, x -> y, y -> end'))], 8, 'p'],
    ['an event sub-process that cuts in at the end', (limit: string) => ['<signal id="s" name="s"/>', chained(limit, user('x', '', 'P3D'), `<subProcess id="ev" triggeredByEvent="true"><startEvent id="on"><signalEventDefinition signalRef="s"/></startEvent>${user('late', '', 'P2D')}<endEvent id="off"/>${flowsOf('on -> late, late -> off')}</subProcess>`, flowsOf('start -> x, x -> end'))], 5, 'p'],
    ['a call in the file', (limit: string) => [chained(limit, calling, user('z', '', 'P1D'), flowsOf('start -> x, x -> z, z -> end')), called()], 7, 'p'],
    ['a process that calls itself, once', (limit: string) => [chained(limit, calling, flowsOf('start -> x, x -> end')), called('<callActivity id="again" calledElement="q"/>', flowsOf('y -> again, again -> out'))], 6, 'p'],
  ])('holds %s', async (_what, file, days, element) => {
    expect(await rulesOf(...file(`P${days}D`))).toEqual([]);
    expect(await rulesOf(...file(`P${days - 1}D`))).toEqual([[element, 'limit-exceeded']]);
  });

  it('in calendar days holds only the working days that can be among them', async () => {
    const file = (limit: string, days: string): string => chained(limit, user('x', '', 'P10D'), flowsOf('start -> x, x -> end')).replace(' calendar=', ` limitDays="${days}" calendar=`);
    expect(await rulesOf(file('P10D', 'working'))).toEqual([]);
    for (const limit of ['P10D', 'P11D']) expect(await rulesOf(file(limit, 'calendar'))).toEqual([['p', 'limit-exceeded']]);
    for (const limit of ['P12D', 'P14D', 'P1M']) expect(await rulesOf(file(limit, 'calendar'))).toEqual([]);
  });

  it('of a channel that the steps do not fit into is doubted, and refuses nothing', async () => {
    const file = (terms: string): string => chained('P7D', user('x', '', 'P3D'), user('y', '', 'P3D'), flowsOf('start -> x, x -> y, y -> end')).replace(' calendar=', ` ${terms} calendar=`);
    const doubted = async (terms: string): Promise<readonly string[]> => {
      const publication = await publishModel(fileOf(file(terms)));
      return publication.kind === 'refused' ? publication.findings.map(({ rule }) => rule) : publication.doubts.map(({ element, rule, text }) => `${element} ${rule}: ${text.en}`);
    };
    const told = 'p limit-of-channel-exceeded: The steps add up to 48 working hours, over the limit of 40 for what is handed in online: a dossier may be late though every step is in time';
    expect(await doubted('limitOnline="P5D"')).toEqual([told]);
    expect(await doubted('limitOnline="P5D" limitCounter="P6D" limitPostal="P1D"')).toEqual([told, expect.stringMatching(/limit of 8 for what comes by post/)]);
    expect(await doubted('limitOnline="P6D"')).toEqual([]);
    expect(await doubted('')).toEqual([]);
  });

  it('of a sub-process holds what is in it, and is what the whole counts', async () => {
    const file = (own: string, whole: string): string => chained(whole, sub('x', user('in', '', 'P3D'), `<lienthong:step number="2" limit="${own}" counts="true"/>`), flowsOf('start -> x, x -> end'));
    expect(await rulesOf(file('P3D', 'P3D'))).toEqual([]);
    expect(await rulesOf(file('P2D', 'P3D'))).toEqual([['x', 'limit-exceeded']]);
    expect(await rulesOf(file('P4D', 'P3D'))).toEqual([['p', 'limit-exceeded']]);
    expect(await rulesOf(file('four days', 'P3D'))).toEqual([['x', 'step-invalid']]);
  });
});

describe('compiling', () => {
  it('is total, whatever is cut off', async () => {
    const xml = fileOf(strictly(user('x')));
    for (let cut = 0; cut < xml.length; cut += 41) expect((await publishModel(xml.slice(0, cut))).kind).toBe('refused');
  });
});
