import { mayHaveWorked, mayWork } from './job-sight.js';
import { noInstance, type Instance, type Pin } from './instance.js';
import type { Reader } from './visibility.js';

const job = { kind: 'service', agency: 'tax', role: 'officer' } as const;
const machine: Reader = { subject: 'm', agency: 'tax', unit: 'H56.T7', roles: ['worker'] };
const officer: Reader = { ...machine, roles: ['officer'] };

describe('a job', () => {
  it('is its agency’s and office’s, and an officer needs the role of the step', () => {
    const cases: readonly (readonly [Reader, string, boolean])[] = [
      [machine, 'H56.T7', true], [machine, '', true], [machine, 'H56.T8', false], [{ ...machine, unit: '' }, 'H56.T8', true], [{ ...machine, agency: 'postal' }, '', false],
      [officer, 'H56.T7', true], [{ ...officer, unit: '' }, 'H56.T8', false], [{ ...officer, roles: ['leader'] }, 'H56.T7', false],
    ];
    expect(cases.map(([reader, unit]) => mayWork(job, unit, reader))).toEqual(cases.map(([, , may]) => may));
    expect(mayWork({ ...job, role: null }, 'H56.T7', { ...officer, roles: [] })).toBe(true);
  });
  it('is never a person’s task, another service’s fact, or nobody’s', () => {
    for (const other of [{ ...job, kind: 'user' }, { ...job, kind: 'receive' }, { ...job, agency: '' }] as const) expect(mayWork(other, '', { ...machine, agency: other.agency })).toBe(false);
  });
  it('that is closed is told of to the office that has the dossier', () => {
    const instance: Instance = { ...noInstance, pin: { units: { tax: 'H56.T7' } } as unknown as Pin };
    expect([machine, { ...machine, unit: '' }, { ...machine, unit: 'H56.T8' }, { ...officer, unit: '' }].map((reader) => mayHaveWorked(instance, reader))).toEqual([true, true, false, false]);
  });
});
