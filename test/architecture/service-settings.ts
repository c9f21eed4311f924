import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig, SERVICE_NAMES, type ServiceDefinition, type ServiceName, type SettingSpecs } from '@lienthong/service-host';

/** What one service reads from its environment beside what every service reads. */
export type ServiceNeeds = Readonly<{ service: ServiceName; needsDatabase: boolean; settings: SettingSpecs }>;

export type Environment = Readonly<Record<string, string>>;

/** The settings that the code itself declares: of each service, what its main.ts hands to the host. */
export async function readNeeds(root: string): Promise<readonly ServiceNeeds[]> {
  return Promise.all(SERVICE_NAMES.map(async (service) => {
    const modules = relativeImports(readFileSync(join(root, 'services', service, 'src/main.ts'), 'utf8')).map((path) => join(root, 'services', service, 'dist', path));
    const loaded = await Promise.all(modules.filter((path) => existsSync(path)).map(async (path) => await import(pathToFileURL(path).href) as object));
    const values: readonly unknown[] = loaded.flatMap((module) => Object.values(module));
    const definition = values.find((value): value is ServiceDefinition => isObject(value) && value['name'] === service && 'listensTo' in value);
    const settings = definition === undefined ? values.find(isSettings) : definition.settings ?? {};
    if (settings === undefined) throw new Error(`Expected to find the definition or the settings of ${service} in what its main.ts imports, but ${modules.join(', ') || 'it imports nothing'}`);
    return { service, needsDatabase: definition !== undefined, settings };
  }));
}

/** What a service finds at a path that its environment names; throws where nothing is. */
export type ReadFile = (path: string) => string;

/** What a service would say of this environment at its start, and which of these variables it never looks at. */
export function environmentComplaints({ service, needsDatabase, settings }: ServiceNeeds, environment: Environment, readFile: ReadFile): readonly string[] {
  const read = new Set<string>();
  const watched = new Proxy(environment, { get: (target, name: string) => { read.add(name); return target[name]; } });
  const complaints = refusal(() => readConfig(watched, { service, usualPort: 0, needsDatabase, settings, readFile }));
  return [...complaints, ...Object.keys(environment).filter((name) => !read.has(name)).map((name) => `${name} is never read`)].map((complaint) => `${service}: ${complaint}`);
}

/** For programs that are no service: every variable must stand in the code of the file that reads the environment. */
export function unreadIn(source: string, environment: Environment): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return Object.keys(environment).filter((name) => !code.includes('process.env') || !new RegExp(`\\b${name}\\b`).test(code));
}

function refusal(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').filter((line) => line.startsWith('  - ')).map((line) => line.slice(4));
  }
}

function relativeImports(source: string): readonly string[] {
  return [...source.matchAll(/from '\.\/([^']+)'/g)].map(([, path]) => path!);
}

function isSettings(value: unknown): value is SettingSpecs {
  return isObject(value) && Object.values(value).length > 0 && Object.values(value).every((spec) => isObject(spec) && typeof spec['purpose'] === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
