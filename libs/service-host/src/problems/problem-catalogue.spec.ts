import { readFileSync } from 'node:fs';
import { accessProblems } from '../access/access.problems.js';
import { parkProblems } from '../operations/park.problems.js';
import { genericProblems } from './generic-problems.js';
import { defineProblems, type ProblemEntry } from './problem-catalogue.js';
import { problemOf, ProblemException } from './problem-exception.js';
import { renderProblem } from './render-problem.js';

const entry: ProblemEntry = { status: 409, vi: { title: 'Đã có {by}', whatToDo: 'Chờ.' }, en: { title: 'Taken by {by}', whatToDo: 'Wait until {at}.' } };

describe('a catalogue', () => {
  it('refuses codes, statuses and texts that nobody could use', () => {
    expect(() => defineProblems({ lower: entry })).toThrow('Expected to define problem lower');
    expect(() => defineProblems({ OK: { ...entry, status: 200 } })).toThrow('200 is not the status of a refusal');
    expect(() => defineProblems({ MUTE: { ...entry, vi: { title: ' ', whatToDo: 'x' } } })).toThrow('one of its texts is empty');
  });

  it('is documented, code for code and status for status', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const documented = [...readme.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (.+?) \|$/gm)].map(([, code, status, title]) => [code, [Number(status), title]] as const);
    const defined = Object.entries<ProblemEntry>({ ...genericProblems, ...accessProblems, ...parkProblems }).map(([code, { status, en }]) => [code, [status, en.title]] as const);
    expect(new Map(documented)).toEqual(new Map(defined));
    expect(documented).toHaveLength(defined.length);
  });
});

describe('a problem', () => {
  const catalogue = defineProblems({ TAKEN: entry });

  it('speaks the reader\'s language, with the figures of the refusal', () => {
    const exception = problemOf({ code: 'TAKEN', because: 'Expected to take task 7, but it is taken', by: 'officer', at: 'noon', nested: {} } as never);
    expect(renderProblem(exception, catalogue, 'en', 'r-1')).toEqual({
      type: 'urn:lienthong:problem:taken', title: 'Taken by officer', status: 409, detail: 'Expected to take task 7, but it is taken', instance: 'urn:lienthong:request:r-1',
      code: 'TAKEN', whatToDo: 'Wait until noon.', facts: { by: 'officer', at: 'noon' },
    });
    expect(renderProblem(exception, catalogue, 'vi', 'r-1').title).toBe('Đã có officer');
  });

  it('leaves an open place rather than a raw placeholder', () => {
    expect(renderProblem(new ProblemException('TAKEN', 'x'), catalogue, 'en', 'r').title).toBe('Taken by …');
  });

  it('of a code that no catalogue has is a bug', () => {
    expect(() => renderProblem(new ProblemException('UNHEARD_OF', 'x'), catalogue, 'en', 'r')).toThrow('no catalogue of this service has it');
  });
});
