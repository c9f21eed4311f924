import { REGISTER_FIELDS } from '@lienthong/bpmn';

type Told = Readonly<{ facts: Readonly<Record<string, string>> }>;
const LAND = new URL('../../../services/land-registry/dist/domain/parcel-statement.js', import.meta.url).href;

/** What a schema may ask a register for is checked where procedures are read; what the register answers, where it is kept. */
describe('fields of registers', () => {
  it('are told by the land register as forms may ask for them, and no other', async () => {
    const { statementOf } = (await import(LAND)) as { statementOf(parcel: object): Told | undefined };
    const right = { id: 'r1', holder: { name: 'Công dân mẫu', identifier: '038000000001' }, certificateNumber: 'BX 1', ended: null };
    const told = statementOf({ status: 'entered', id: '14758.12.345', details: { commune: '14758', mapSheet: '12', parcelNumber: '345', address: 'Thôn mẫu', area: '1', landUse: 'ONT', valuation: {} }, rights: [right], reservation: null });
    expect(Object.keys(told?.facts ?? {}).toSorted()).toEqual([...REGISTER_FIELDS.land].toSorted());
    expect(Object.values(told?.facts ?? {}).every((value) => typeof value === 'string' && value !== '')).toBe(true);
  });
});
