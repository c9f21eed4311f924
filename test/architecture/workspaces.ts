import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { importsOf, type SourceImport } from './source-imports.js';

export type Workspace = Readonly<{
  /** Folder from the root: `libs/calendar`. */
  folder: string;
  name: string;
  dependencies: readonly string[];
  devDependencies: readonly string[];
  /** Folders, from the root, that its tsconfig.json refers to. */
  references: readonly string[];
  /** Part of `tsc -b`; the web app is not, since Vite builds it. */
  isComposite: boolean;
  imports: readonly SourceImport[];
}>;

const SCOPE = '@lienthong/';
const HARNESS = '@lienthong/testing';

/** Every workspace that the root package.json names, read from its package.json, tsconfig.json and sources. */
export function readWorkspaces(root: string): readonly Workspace[] {
  const patterns = (readJson(join(root, 'package.json')) as { workspaces: readonly string[] }).workspaces;
  const folders = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted()).filter((folder) => existsSync(join(root, folder, 'package.json')));
  return folders.map((folder) => readWorkspace(root, folder, folders));
}

function readWorkspace(root: string, folder: string, folders: readonly string[]): Workspace {
  const manifest = readJson(join(root, folder, 'package.json')) as { name: string; dependencies?: object; devDependencies?: object };
  const { references, compilerOptions } = readJson(join(root, folder, 'tsconfig.json')) as { references?: readonly { path: string }[]; compilerOptions?: { composite?: boolean } };
  const inner = folders.filter((other) => other.startsWith(`${folder}/`)).map((other) => `${other}/`);
  const files = globSync('**/*.{ts,tsx,mjs}', { cwd: join(root, folder), exclude: ['**/node_modules', '**/dist', '**/red', '**/gen'] });
  return {
    folder, name: manifest.name,
    dependencies: Object.keys(manifest.dependencies ?? {}), devDependencies: Object.keys(manifest.devDependencies ?? {}),
    references: referencedFolders(folder, references ?? []), isComposite: compilerOptions?.composite !== false,
    imports: files.map((file) => join(folder, file)).filter((file) => !inner.some((prefix) => file.startsWith(prefix)))
      .flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8'))),
  };
}

export function referencedFolders(folder: string, references: readonly Readonly<{ path: string }>[]): readonly string[] {
  return references.map(({ path }) => join(folder, path));
}

/** JSON with comments, as TypeScript reads its own files. */
export function readJson(file: string): unknown {
  const { config, error } = ts.readConfigFile(file, (path) => readFileSync(path, 'utf8'));
  if (error !== undefined) throw new Error(`Expected to read ${file}, but ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`);
  return config;
}

/** A workspace that is depended on must be referred to, or `tsc -b` builds in the wrong order; and the other way round, or npm does not know. */
export function referenceComplaints(workspaces: readonly Workspace[]): readonly string[] {
  const named = new Map(workspaces.map((workspace) => [workspace.name, workspace]));
  const at = new Map(workspaces.map((workspace) => [workspace.folder, workspace]));
  return workspaces.filter(({ isComposite }) => isComposite).flatMap(({ folder, dependencies, devDependencies, references }) => {
    const wanted = [...dependencies, ...devDependencies].filter((name) => name.startsWith(SCOPE));
    return [
      ...wanted.filter((name) => !named.has(name)).map((name) => `${folder}: depends on ${name}, which is no workspace`),
      ...wanted.filter((name) => named.has(name) && !references.includes(named.get(name)!.folder)).map((name) => `${folder}: depends on ${name} but its tsconfig.json does not refer to it`),
      ...references.filter((path) => !at.has(path)).map((path) => `${folder}: refers to ${path}, which is no workspace`),
      ...references.filter((path) => at.has(path) && !wanted.includes(at.get(path)!.name)).map((path) => `${folder}: refers to ${path} but its package.json does not depend on it`),
    ];
  });
}

/** Production code runs with `dependencies` alone; specs and types may use what is there while developing. */
export function importComplaints(workspaces: readonly Workspace[], rootTools: readonly string[]): readonly string[] {
  return workspaces.flatMap(({ name, folder, dependencies, devDependencies, imports }) => imports.flatMap(({ file, from, isTypeOnly, isProduction }) => {
    if (from === name || dependencies.includes(from)) return [];
    const whileDeveloping = devDependencies.includes(from) || rootTools.includes(from) || devDependencies.includes(typesOf(from)) || rootTools.includes(typesOf(from));
    if (whileDeveloping && (isTypeOnly || !isProduction)) return [];
    return [`${file}: imports ${from}, which is ${whileDeveloping ? 'only a development dependency' : 'no dependency'} of ${folder}`];
  }));
}

/** Of these a dependency may be a program that they start. */
const STARTERS = /^(deploy|test)\b/;

/** What a lib or service does not import, it does not depend on; and the test harness has no place among what a service runs with. */
export function idleComplaints(workspaces: readonly Workspace[]): readonly string[] {
  return workspaces.flatMap(({ folder, dependencies, devDependencies, imports }) => [
    ...[...dependencies, ...devDependencies].filter((name) => !STARTERS.test(folder) && name.startsWith(SCOPE) && !imports.some(({ from }) => from === name)).map((name) => `${folder}: depends on ${name}, which it does not import`),
    ...dependencies.filter((name) => name === HARNESS && folder !== 'test').map((name) => `${folder}: ${name} belongs into devDependencies`),
  ]);
}

/** The first way found from a workspace back to itself, as names; undefined when there is none. */
export function findCycle(workspaces: readonly Pick<Workspace, 'name' | 'dependencies' | 'devDependencies'>[]): readonly string[] | undefined {
  const next = new Map(workspaces.map(({ name, dependencies, devDependencies }) => [name, [...dependencies, ...devDependencies]]));
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const dependency of next.get(name) ?? []) {
      const cycle = walk(dependency, [...path, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const { name } of workspaces) {
    const cycle = walk(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function typesOf(name: string): string {
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`;
}
