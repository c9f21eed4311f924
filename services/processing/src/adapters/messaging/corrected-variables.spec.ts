import { DossierSupplementedSchema } from '@lienthong/contracts';
import { correctedVariables } from './corrected-variables.js';
import { variablesOf } from './fact-variables.js';

const told = (message: object) => correctedVariables(variablesOf(DossierSupplementedSchema, { code: 'H56.17-20261120-0001', components: [], supplementedAt: '2026-11-26T09:00:00+07:00', corrected: [], reason: '', contractPrice: 0n, ...message }));
const parcel = { mapSheet: '21', parcelNumber: '345', commune: '14758', certificateNumber: 'AB 123456' };

describe('what a supplement sets right', () => {
  it('is whole variables by the names of the application, and nothing of what the fact leaves empty', () => {
    expect(told({ corrected: ['parcel.mapSheet', 'contractPrice', 'content.note', 'content.father.name'], reason: 'Ghi nhầm', parcel, contractPrice: 7n, content: { note: '', father: { name: 'A' }, other: 1 } })).toEqual({
      variables: { parcel, contractPrice: 7, note: '', father: { name: 'A' } }, by: { subject: 'intake', name: 'Bộ phận một cửa' }, reason: 'Ghi nhầm',
    });
  });
  it('is who receives the result too, where a party does', () => {
    const recipient = { name: 'B', identifier: '038000000002', address: 'Địa chỉ mới', phone: '', email: '' };
    expect(told({ corrected: ['transferee.address'], transferee: recipient, recipient })?.variables).toEqual({ transferee: recipient, recipient });
  });
  it('is nothing where only papers came', () => expect(told({})).toBeNull());
});
