import { create } from '@bufbuild/protobuf';
import { ReturnManner, DossierAcceptedSchema, TaskOfferedSchema } from '@lienthong/contracts';
import { variablesOf } from './fact-variables.js';

describe('a fact as a procedure sees it', () => {
  it('has money as integers, enumerations as models write them, and parts by their names', () => {
    const person = { name: 'Nguyễn Văn Mẫu', identifier: '001000000001', address: '', phone: '', email: '' };
    const accepted = create(DossierAcceptedSchema, {
      code: 'H56.17-20261120-000001', contractPrice: 2_000_000_000n, returnManner: ReturnManner.POST, channel: 0, transferor: person, transferee: undefined,
      components: [{ code: 'form', originals: 1, copies: 0, files: ['a'] }], competentUnits: { tax: 'H56.T7' },
    });
    const variables = variablesOf(DossierAcceptedSchema, { ...accepted });
    expect(variables).toMatchObject({
      contractPrice: 2_000_000_000, returnManner: 'post', channel: '', transferee: null, competentUnits: { tax: 'H56.T7' },
      transferor: { name: 'Nguyễn Văn Mẫu', identifier: '001000000001', address: '', phone: '', email: '' },
      components: [{ code: 'form', originals: 1, copies: 0, files: ['a'] }],
    });
    expect(JSON.stringify(variables)).not.toContain('$typeName');
  });
  it('keeps the digits of a number that no double can hold', () => {
    expect(variablesOf(DossierAcceptedSchema, { ...create(DossierAcceptedSchema, { contractPrice: 2n ** 60n }) })).toMatchObject({ contractPrice: '1152921504606846976' });
  });
  it('leaves free-form JSON as it is', () => {
    expect(variablesOf(TaskOfferedSchema, { inputs: { a: [1, null] }, completedBy: [] })).toMatchObject({ inputs: { a: [1, null] } });
  });
});
