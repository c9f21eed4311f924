import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { RULES } from '../findings.js';
import { renderSupport, SUPPORT } from './spec-support.js';

const here = new URL('../../src/conformance/', import.meta.url);
const document = new URL('../../SUPPORT.md', import.meta.url);

describe('the support table', () => {
  it('is what the rows say', () => {
    if (process.env['UPDATE_SUPPORT'] === '1') writeFileSync(document, renderSupport(SUPPORT));
    expect(readFileSync(document, 'utf8')).toBe(renderSupport(SUPPORT));
  });
  it.each(SUPPORT.filter(({ how }) => how.kind === 'executed'))('$element is shown by its spec', ({ how }) => {
    if (how.kind !== 'executed') return;
    expect(readFileSync(new URL(how.spec, here), 'utf8')).toContain(`describe('${how.title}'`);
  });
  it.each(SUPPORT.filter(({ how }) => how.kind === 'refused'))('$element is refused by a rule', ({ how }) => {
    expect(RULES).toContain(how.kind === 'refused' ? how.rule : '');
  });
  it('names every spec of this folder', () => {
    const named = new Set(SUPPORT.flatMap(({ how }) => (how.kind === 'executed' ? [how.spec] : [])));
    expect(readdirSync(here).filter((file) => file.endsWith('.spec.ts') && file !== 'support.spec.ts').filter((file) => !named.has(file))).toEqual([]);
  });
});
