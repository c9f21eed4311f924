import type { InstanceEvent } from './instance.js';
import { correctionsIn, INTAKE, reachedInChild, shownCorrections } from './supplement-corrections.js';

const event = (type: string, data: object): InstanceEvent => ({ type, data }) as unknown as InstanceEvent;
const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00+07:00`;
const parcel = { mapSheet: '12', commune: '14758' };
const started = event('InstanceStarted', { variables: { parcel, price: 1 }, at: at(8) });
const opened = event('JobOpened', { jobKey: 'check#1' });
const done = event('JobCompleted', { jobKey: 'check#1' });
const set = (variables: object, by: object | null = INTAKE) => event('StepsTaken', { steps: [event('VariablesSet', { variables, by, reason: by === null ? null : 'Ghi nhầm' })] });
const corrected = (variables: object, hour = 9) => [event('InstanceModified', { what: 'variables', at: at(hour) }), set(variables)];
const mapSheet = { parcel: { ...parcel, mapSheet: '21' } };

describe('what supplements set right', () => {
  it('is told with the old and the new value, and by nobody else’s doing', () => {
    expect(correctionsIn([started, set({ price: 2 }, null), ...corrected({ price: 3 })])).toEqual([{ at: at(9), reason: 'Ghi nhầm', variables: [{ name: 'price', before: 2, after: 3 }] }]);
  });
  it('of a task is what came while it was open', () => {
    expect(correctionsIn([started, ...corrected({ price: 2 }), opened, ...corrected({ price: 3 }, 10), done, ...corrected({ price: 4 }, 11)], 'check#1')).toMatchObject([{ at: at(10), variables: [{ before: 2, after: 3 }] }]);
  });
  it('is shown down to the parts that differ', () => {
    expect(shownCorrections(correctionsIn([started, ...corrected(mapSheet)]), null)).toEqual([
      { at: at(9), by: { name: INTAKE.name }, reason: 'Ghi nhầm', corrections: [{ field: 'parcel.mapSheet', label: { vi: 'parcel.mapSheet', en: 'parcel.mapSheet' }, before: '12', after: '21' }] },
    ]);
  });
});

describe('a child dossier', () => {
  const corrections = correctionsIn([started, ...corrected({ price: 2 }), ...corrected({ price: 3, ...mapSheet }, 10)]);

  it('is set right in what it still has from its case, however often that was set right', () => {
    expect(reachedInChild(corrections, { price: 1, other: 5 })).toEqual({ variables: { price: 3 }, reason: 'Ghi nhầm' });
    expect(reachedInChild(corrections, { price: 2, parcel })).toEqual({ variables: { price: 3, ...mapSheet }, reason: 'Ghi nhầm' });
  });
  it('keeps what it has found out by itself, and what is right already', () => {
    expect(reachedInChild(corrections, { price: 7 }).variables).toEqual({});
    expect(reachedInChild(corrections, { price: 3, ...mapSheet }).variables).toEqual({});
  });
});
