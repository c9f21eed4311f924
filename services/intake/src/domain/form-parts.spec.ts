import type { Application } from './application.js';
import { filledIn } from './filled-form.js';
import type { ProcedureVersion } from './procedure.js';
import { APPLICATION } from './spec-samples.js';

const field = (key: string, more: object = {}): object => ({ type: 'textfield', key, label: key, ...more });
const required = { validate: { required: true } };
/** A transfer whose form writes both parties, parcel and price where every agency looks for them, and two words of its own. */
const form = {
  components: [
    { type: 'group', path: 'transferor', components: [field('name', required), field('address')] },
    { type: 'group', path: 'parcel', components: [field('mapSheet', { validate: { pattern: '^[0-9]+$' } }), { type: 'select', key: 'certificateNumber', label: 'GCN', values: [{ label: 'A', value: 'AB 123456' }] }] },
    { type: 'number', key: 'contractPrice', label: 'Giá', decimalDigits: 0, validate: { min: 1 } },
    field('note'), field('reason', { conditional: { hide: '=contractPrice < 5' } }),
  ],
};
const version = { code: '1.013831', version: 2, variables: ['transferor', 'parcel', 'contractPrice', 'note', 'reason'], applicationForm: JSON.stringify(form) } as unknown as ProcedureVersion;
const fill = (changes: object) => filledIn(version, { ...APPLICATION, ...changes } as Application, '2026-11-26T09:00:00.000+07:00');

describe('the parts of a transfer in its form', () => {
  it('stay where every agency looks for them; the rest is the form’s own content', () => {
    const { transferor, parcel } = APPLICATION;
    expect(fill({ content: { note: 'Bán', transferor: { name: 'Kẻ khác' }, contractPrice: 9 }, contractPrice: 4 })).toEqual({
      kind: 'filled', application: { ...APPLICATION, contractPrice: 4, transferor, parcel, content: { note: 'Bán', reason: null } },
    });
  });
  it('are refused by their names in the submission', () => {
    const refused = fill({ transferor: { ...APPLICATION.transferor, name: '' }, parcel: { ...APPLICATION.parcel, mapSheet: 'mười hai' }, contractPrice: 0 });
    expect(refused.kind === 'rejected' && refused.rejection.findings.map(({ path }) => path)).toEqual(['transferor.name', 'parcel.mapSheet', 'contractPrice']);
  });
  it('keep what the form does not ask, and are missed where they were not sent', () => {
    const filled = fill({ parcel: { ...APPLICATION.parcel, certificateNumber: '' } });
    expect(filled.kind === 'filled' && [filled.application.transferor, filled.application.parcel]).toEqual([APPLICATION.transferor, { ...APPLICATION.parcel, certificateNumber: '' }]);
    const { transferor: _transferor, ...anonymous } = APPLICATION;
    expect(filledIn(version, anonymous, '2026-11-26T09:00:00.000+07:00')).toMatchObject({ kind: 'rejected', rejection: { findings: [{ path: 'transferor.name' }] } });
  });
});
