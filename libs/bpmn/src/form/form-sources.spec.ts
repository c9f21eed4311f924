import { publishModel } from '../parse.js';
import { end, file, flows, PROCEDURE, user } from '../spec-models.js';
import { fillForm } from './fill-form.js';
import { withKnown } from './known-values.js';
import { readForm } from './read-form.js';
import { sourcedFields } from './source.js';

const NOW = '2026-11-20T09:00:00+07:00';
const text = (key: string, properties?: object) => ({ type: 'textfield', id: key, key, label: key, ...(properties && { properties }) });
const read = (...components: readonly object[]) => readForm('F', JSON.stringify({ components }));
const wrong = (...components: readonly object[]): readonly string[] => {
  const reading = read(...components);
  return reading.kind === 'refused' ? reading.problems.map(({ text: { en } }) => en) : [];
};
const formOf = (...components: readonly object[]) => {
  const reading = read(...components);
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.problems));
  return reading.form;
};

describe('a field that is known from elsewhere', () => {
  it('names its sources in the order in which they are asked, and its whole path', () => {
    const form = formOf(
      { type: 'group', path: 'land', components: [text('plot'), text('address', { source: ' register:land.address[land.plot]  earlier:applicant.address[3.000722] account:name', correctable: 'no' })] },
      text('why', { source: 'case:land.reason' }), text('asked'),
    );
    expect(sourcedFields(form).map(({ path, sources, isCorrectable }) => ({ path, sources, isCorrectable }))).toEqual([
      {
        path: ['land', 'address'], isCorrectable: false,
        sources: [
          { text: 'register:land.address[land.plot]', kind: 'register', register: 'land', field: 'address', key: 'land.plot' },
          { text: 'earlier:applicant.address[3.000722]', kind: 'earlier', path: ['applicant', 'address'], procedure: '3.000722' },
          { text: 'account:name', kind: 'account', path: 'name' },
        ],
      },
      { path: ['why'], isCorrectable: true, sources: [{ text: 'case:land.reason', kind: 'case', path: ['land', 'reason'] }] },
    ]);
  });

  it.each<[string, readonly object[], string]>([
    ['a kind that nobody knows', [text('x', { source: 'tax:debt' })], 'Field "x": "tax:debt" is no source; sources are account:, earlier:, register: or case:'],
    ['no path', [text('x', { source: 'earlier:' })], 'Field "x": "earlier:" is no source; sources are account:, earlier:, register: or case:'],
    ['a register that there is not', [text('x', { source: 'register:ships.name' })], 'Field "x": there is no register "ships", only land'],
    ['what the register does not tell', [text('x', { source: 'register:land.price' })], 'Field "x": register "land" has no "price", only parcel, commune, mapSheet, parcelNumber, address, area, landUse, certificateNumber, holderName'],
    ['a key that is no field', [text('x', { source: 'register:land.area[plot]' })], 'Field "x": "register:land.area[plot]" is looked up by "plot", but the form has no other field of that name'],
    ['itself as the key', [text('x', { source: 'register:land.area[x]' })], 'Field "x": "register:land.area[x]" is looked up by "x", but the form has no other field of that name'],
    ['what an account does not say', [text('x', { source: 'account:phone' })], 'Field "x": an account has no "phone", only name, identifier'],
    ['another case', [text('x', { source: 'case:y[1]' })], 'Field "x": "case:y[1]" needs no "[1]": a task belongs to one case'],
    ['too many', [text('x', { source: 'earlier:a earlier:b earlier:c earlier:d earlier:e earlier:f' })], 'Field "x" names 6 sources of at most 5'],
    ['nothing', [text('x', { source: ' ' })], 'Field "x" needs a "source" that names where its value is known from, such as earlier:address'],
    ['only that it stands', [text('x', { correctable: 'no' })], 'Field "x" needs a "source" that names where its value is known from, such as earlier:address'],
    ['perhaps that it stands', [text('x', { source: 'account:name', correctable: 'maybe' })], '"correctable" of field "x" has to be "yes" or "no"'],
    ['a value that is worked out', [{ ...text('x', { source: 'account:name' }), type: 'expression', expression: '=1' }], 'Field "x" cannot be filled in from "account:name"'],
    ['files', [{ ...text('x', { source: 'earlier:x' }), type: 'filepicker' }], 'Field "x" cannot be filled in from "earlier:x"'],
    ['rows', [{ type: 'dynamiclist', path: 'rows', components: [{ type: 'group', components: [text('x', { source: 'earlier:x' })] }] }], 'Field "x" is in a dynamic list and cannot have a "source"'],
  ])('refuses to be published when it names %s', (_what, components, expected) => expect(wrong(...components)).toEqual([expected]));

  it('keeps what its source knows where that stands, is asked where nothing is known, and is the person’s otherwise', () => {
    const form = formOf(text('stands', { source: 'account:name', correctable: 'no' }), text('open', { source: 'account:name' }));
    const filled = (context: Record<string, string>) => fillForm(form, { stands: 'typed', open: 'typed' }, context, NOW);
    expect(filled({ stands: 'known', open: 'known' })).toEqual({ kind: 'filled', variables: { stands: 'known', open: 'typed' } });
    expect(filled({})).toEqual({ kind: 'filled', variables: { stands: 'typed', open: 'typed' } });
    expect(filled({ stands: '' })).toEqual({ kind: 'filled', variables: { stands: 'typed', open: 'typed' } });
  });
});

describe('what a task’s form is shown with', () => {
  const form = formOf(text('name', { source: 'case:childName' }), { type: 'group', path: 'home', components: [text('head', { source: 'case:home.head case:householdHead' })] }, text('asked'));
  it('is what it is given, and what the case knows where nothing was given', () => {
    expect(withKnown(form, { asked: null }, [{ childName: 'Trẻ mẫu', householdHead: 'B', asked: 'x' }])).toEqual({ name: 'Trẻ mẫu', asked: null, home: { head: 'B' } });
    expect(withKnown(form, { name: 'given', home: { street: 'S' } }, [{ childName: 'Trẻ mẫu', home: { head: 'A' }, householdHead: 'B' }])).toEqual({ name: 'given', home: { street: 'S', head: 'A' } });
  });
  it('is of the case before the dossier itself, and nothing where neither knows', () => {
    expect(withKnown(form, {}, [{ childName: '' }, { childName: 'own' }])).toEqual({ name: 'own' });
    expect(withKnown(form, {}, [{ childName: 'case' }, { childName: 'own' }])).toEqual({ name: 'case' });
    expect(withKnown(form, {}, [{}])).toEqual({});
  });
});

describe('where a form is used decides which sources it can have', () => {
  const model = (application: string, task: string): string =>
    file(`<bpmn:process id="sample" isExecutable="true"><bpmn:extensionElements>${PROCEDURE}
      <zeebe:userTaskForm id="application">${JSON.stringify({ components: [text('amount', { source: application })] })}</zeebe:userTaskForm>
      <zeebe:userTaskForm id="task">${JSON.stringify({ components: [text('amount', { source: task })] })}</zeebe:userTaskForm></bpmn:extensionElements>
      <bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="application" /></bpmn:extensionElements></bpmn:startEvent>
      ${user('check', { more: '<zeebe:formDefinition formId="task" />' })}${end()}${flows('start -> check', 'check -> end')}</bpmn:process>`);
  const findings = async (application: string, task: string): Promise<readonly string[]> => {
    const publication = await publishModel(model(application, task));
    return publication.kind === 'refused' ? publication.findings.map(({ element, rule, text: { en } }) => `${element} ${rule}: ${en}`) : [];
  };
  it.each([
    ['earlier:amount', 'case:amount', []],
    ['case:amount', 'case:amount', ['start form-invalid: Form "application": field "amount": "case:amount" is for forms of tasks only']],
    ['earlier:amount', 'register:land.area', ['check form-invalid: Form "task": field "amount": "register:land.area" is for applications only; tasks take from case:']],
  ])('an application by %s, a task by %s', async (application, task, expected) => expect(await findings(application, task)).toEqual(expected));
});
