import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf } from './source-imports.js';
import { findCycle, idleComplaints, importComplaints, readJson, readWorkspaces, referencedFolders, referenceComplaints, type Workspace } from './workspaces.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const workspaces = readWorkspaces(ROOT);
const { devDependencies: rootTools } = readJson(join(ROOT, 'package.json')) as { devDependencies: object };

/** A workspace that keeps to every rule, changed in the way that a test wants to see refused. */
function planted(change: Partial<Workspace>): readonly Workspace[] {
  const kernel: Workspace = { folder: 'libs/kernel', name: '@lienthong/kernel', dependencies: [], devDependencies: [], references: [], isComposite: true, imports: [] };
  const tax: Workspace = {
    folder: 'services/tax', name: '@lienthong/tax', dependencies: ['@lienthong/kernel', 'pg'], devDependencies: ['fast-check'], references: ['libs/kernel'], isComposite: true,
    imports: [imported('services/tax/src/main.ts', '@lienthong/kernel'), imported('services/tax/src/main.ts', 'pg')],
  };
  return [kernel, { ...tax, ...change }];
}

const imported = (file: string, from: string, isTypeOnly = false) => ({ file, from, isTypeOnly, isProduction: !file.endsWith('.spec.ts') });

describe('imports of a source file', () => {
  it('are found in every form, with what they are for', () => {
    const source = `import pg from 'pg'; import type { Money } from '@lienthong/kernel/money'; export { x } from 'kafkajs'; const y = await import('jose');
      import './near.js'; import { readFile } from 'node:fs/promises'; import fs from 'fs';`;
    expect(importsOf('services/tax/src/x.spec.ts', source)).toEqual([
      { file: 'services/tax/src/x.spec.ts', from: 'pg', isTypeOnly: false, isProduction: false },
      { file: 'services/tax/src/x.spec.ts', from: '@lienthong/kernel', isTypeOnly: true, isProduction: false },
      { file: 'services/tax/src/x.spec.ts', from: 'kafkajs', isTypeOnly: false, isProduction: false },
      { file: 'services/tax/src/x.spec.ts', from: 'jose', isTypeOnly: false, isProduction: false },
    ]);
    expect(importsOf('services/tax/src/x.ts', `import pg from 'pg';`)[0]).toMatchObject({ isProduction: true });
  });
});

describe('what npm and the compiler are told of a workspace', () => {
  it.each<[string, Partial<Workspace>]>([
    ['its tsconfig.json does not refer to it', { references: [] }],
    ['its package.json does not depend on it', { dependencies: [] }],
    ['refers to libs/gone, which is no workspace', { references: ['libs/kernel', 'libs/gone'] }],
    ['depends on @lienthong/gone, which is no workspace', { dependencies: ['@lienthong/kernel', '@lienthong/gone'] }],
  ])('may not disagree: %s', (complaint, change) => {
    expect(referenceComplaints(planted({}))).toEqual([]);
    expect(referenceComplaints(planted(change))).toEqual([expect.stringContaining(complaint)]);
  });

  it('agrees everywhere', () => {
    expect(workspaces.length).toBeGreaterThan(18);
    expect(referenceComplaints(workspaces)).toEqual([]);
  });

  it('is built by the solution file', () => {
    const { references } = readJson(join(ROOT, 'tsconfig.base.json')) as { references: readonly { path: string }[] };
    expect(referencedFolders('.', references).toSorted()).toEqual(workspaces.filter(({ isComposite }) => isComposite).map(({ folder }) => folder).toSorted());
  });
});

describe('a package that is imported', () => {
  it.each<[string, Partial<Workspace>]>([
    ['imports kafkajs, which is no dependency', { imports: [imported('services/tax/src/main.ts', 'kafkajs')] }],
    ['imports fast-check, which is only a development dependency', { imports: [imported('services/tax/src/main.ts', 'fast-check')] }],
    ['imports typescript, which is only a development dependency', { imports: [imported('services/tax/src/main.ts', 'typescript')] }],
    ['imports kafkajs, which is no dependency', { imports: [imported('services/tax/src/main.spec.ts', 'kafkajs')] }],
  ])('must be declared by who imports it: %s', (complaint, change) => {
    expect(importComplaints(planted(change), ['typescript'])).toEqual([expect.stringContaining(complaint)]);
  });

  it('may be a development dependency for specs and for types', () => {
    const imports = [imported('services/tax/src/main.spec.ts', 'fast-check'), imported('services/tax/src/main.ts', 'typescript', true)];
    expect(importComplaints(planted({ imports }), ['typescript'])).toEqual([]);
  });

  it('is declared everywhere', () => {
    expect(importComplaints(workspaces, Object.keys(rootTools))).toEqual([]);
  });
});

describe('a workspace that is depended on', () => {
  it.each<[string, Partial<Workspace>]>([
    ['depends on @lienthong/kernel, which it does not import', { imports: [] }],
    ['@lienthong/testing belongs into devDependencies', { dependencies: ['@lienthong/kernel', '@lienthong/testing'], imports: [...planted({})[1]!.imports, imported('services/tax/src/x.spec.ts', '@lienthong/testing')] }],
  ])('is needed, and at the time it is declared for: %s', (complaint, change) => {
    expect(idleComplaints(planted({}))).toEqual([]);
    expect(idleComplaints(planted(change))).toEqual([expect.stringContaining(complaint)]);
  });

  it('is needed everywhere', () => {
    expect(idleComplaints(workspaces)).toEqual([]);
  });

  it('does not depend on who depends on it', () => {
    expect(findCycle([...planted({}).slice(1), { ...planted({})[0]!, devDependencies: ['@lienthong/tax'] }])).toEqual(['@lienthong/tax', '@lienthong/kernel', '@lienthong/tax']);
    expect(findCycle(workspaces)).toBeUndefined();
  });
});

describe('nx.json', () => {
  it('hashes specs and sources alike for a build, since the compiler compiles both', () => {
    const nx = JSON.parse(readFileSync(join(ROOT, 'nx.json'), 'utf8')) as { targetDefaults: { build: { inputs: string[]; dependsOn: string[] } }; namedInputs: { default: string[] } };
    expect(nx.targetDefaults.build).toMatchObject({ inputs: ['default', '^default'], dependsOn: ['^build'] });
    expect(nx.namedInputs.default).toContain('{projectRoot}/**/*');
    expect(nx.namedInputs.default.filter((input) => input.includes('spec'))).toEqual([]);
  });
});
