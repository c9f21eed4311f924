import type { Application } from './application.js';
import { filledIn } from './filled-form.js';
import type { ProcedureVersion } from './procedure.js';

const NOW = '2026-11-26T09:00:00.000+07:00';
const form = {
  components: [
    { type: 'textfield', key: 'street', label: 'Tên phố', validate: { required: true } },
    { type: 'checkbox', key: 'hasStall', label: 'Có quầy' },
    { type: 'number', key: 'width', label: 'Rộng (dm)', decimalDigits: 0, validate: { required: true, max: 30 }, conditional: { hide: '=not(hasStall)' } },
  ],
};
const version = { code: '9.700001', version: 1, variables: ['street', 'hasStall', 'width'], applicationForm: JSON.stringify(form) } as unknown as ProcedureVersion;
const fill = (content: object, of = version) => filledIn(of, { content } as unknown as Application, NOW);
const content = (given: object) => {
  const filled = fill(given);
  return filled.kind === 'filled' ? filled.application.content : filled.rejection.findings.map(({ path, vi }) => `${path}: ${vi}`);
};

describe('an application with a form', () => {
  it('keeps what the form asks for', () => expect(content({ street: 'Phố Mẫu', hasStall: true, width: 20 })).toEqual({ street: 'Phố Mẫu', hasStall: true, width: 20 }));
  it('says nothing of what is hidden, and drops what nobody asked', () => expect(content({ street: 'Phố Mẫu', hasStall: false, width: 20, income: 5 })).toEqual({ street: 'Phố Mẫu', hasStall: false, width: null }));
  it('is refused field by field', () => expect(content({ hasStall: true, width: 31 })).toEqual(['content.street: “Tên phố” là bắt buộc', 'content.width: “Rộng (dm)” lớn nhất là 30']));
  it('is the paper that its form says it is, unless that was handed in too', () => {
    const paper = { ...version, applicationForm: JSON.stringify({ ...form, properties: { component: 'TP1' } }) };
    const components = (given: readonly object[]) => {
      const filled = filledIn(paper, { components: given, content: { street: 'Phố Mẫu' } } as unknown as Application, NOW);
      return filled.kind === 'filled' && filled.application.components;
    };
    const [sheet, empty, other] = [{ code: 'TP1', originals: 1, copies: 0, files: [] }, { code: 'TP1', originals: 0, copies: 0, files: [] }, { code: 'TP2', originals: 1, copies: 0, files: [] }];
    const itself = { ...empty, source: { kind: 'form' } };
    expect([components([other]), components([empty, other]), components([sheet]), components([itself])]).toEqual([[itself, other], [itself, other], [sheet], [itself]]);
  });
  it('without one stays as it is', () => {
    const { applicationForm: _form, ...without } = version;
    expect(fill({ anything: 1 }, without)).toMatchObject({ kind: 'filled', application: { content: { anything: 1 } } });
  });
});
