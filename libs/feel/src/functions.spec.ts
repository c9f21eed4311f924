import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_INS } from './functions.js';
import { clean } from './spec-evaluation.js';

describe('every built-in function', () => {
  const specs = readdirSync(import.meta.dirname)
    .filter((name) => /-functions\.spec\.js$/.test(name))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');

  it.each([...BUILT_INS.keys()])('%s has a worked example', (name) => expect(new RegExp(`['"\`( ]${name}\\(`).test(specs)).toBe(true));

  it.each([...BUILT_INS.keys()].filter((name) => !['date and time', 'years and months duration'].includes(name)))('%s is a value, too', (name) =>
    expect(clean(`${name} instance of function`)).toBe(true),
  );
});
