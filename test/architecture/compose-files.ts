import { posix } from 'node:path';
import { parse } from 'yaml';

/** A file's text by its path from the root: the repository's own, or one that a spec has changed. */
export type Files = (path: string) => string | undefined;

export type Container = Readonly<{
  name: string;
  image: string;
  /** From the root. */
  dockerfile: string | undefined;
  command: readonly string[];
  /** As written, with `${…}`. */
  environment: Readonly<Record<string, string>>;
  ports: readonly string[];
  /** Names by which other containers find it, beside its own. */
  aliases: readonly string[];
  dependsOn: Readonly<Record<string, string>>;
  /** Named volumes and files of the repository (from the root) that it mounts. */
  mounts: readonly string[];
  /** Where in the container a config of the compose file lies, and the config's name. */
  configs: Readonly<Record<string, string>>;
  restart: string | undefined;
  hasHealthcheck: boolean;
}>;

/** `configs`: the file behind each name, from the root where it is one of the repository's; as written, with `${…}`. */
export type Compose = Readonly<{ includes: readonly string[]; containers: readonly Container[]; volumes: readonly string[]; configs: Readonly<Record<string, string>> }>;

type Written = Readonly<Record<string, unknown>>;

/** The containers of a compose file and of all that it includes; an include that is not there is left out here and complained of elsewhere. */
export function readCompose(files: Files, path: string): Compose {
  const { include = [], services = {}, volumes = {}, configs = {} } = parse(files(path) ?? '', { merge: true }) as {
    include?: string[]; services?: Record<string, Written>; volumes?: Written; configs?: Record<string, { file: string }>;
  };
  const includes = include.map((each) => posix.join(posix.dirname(path), each));
  const inner = includes.filter((each) => files(each) !== undefined).map((each) => readCompose(files, each));
  return {
    includes: [...includes, ...inner.flatMap((each) => each.includes)],
    containers: [...Object.entries(services).map(([name, written]) => readContainer(name, written, posix.dirname(path))), ...inner.flatMap((each) => each.containers)],
    volumes: [...Object.keys(volumes), ...inner.flatMap((each) => each.volumes)],
    configs: Object.assign({}, ...inner.map((each) => each.configs), Object.fromEntries(Object.entries(configs).map(([name, { file }]) => [name, file.replace('./', `${posix.dirname(path)}/`)]))) as Record<string, string>,
  };
}

function readContainer(name: string, written: Written, folder: string): Container {
  const build = written['build'] as { context: string; dockerfile: string } | undefined;
  const networks = (written['networks'] ?? {}) as Record<string, { aliases?: string[] }>;
  return {
    name, image: String(written['image']),
    dockerfile: build && posix.join(folder, build.context, build.dockerfile),
    command: (written['command'] ?? []) as string[],
    environment: Object.fromEntries(Object.entries((written['environment'] ?? {}) as Record<string, string | number>).map(([variable, value]) => [variable, String(value)])),
    ports: (written['ports'] ?? []) as string[],
    aliases: Object.values(networks).flatMap(({ aliases = [] }) => aliases),
    dependsOn: Object.fromEntries(Object.entries((written['depends_on'] ?? {}) as Record<string, { condition: string }>).map(([other, { condition }]) => [other, condition])),
    mounts: ((written['volumes'] ?? []) as string[]).map((volume) => volume.split(':')[0]!).map((source) => source.startsWith('.') ? posix.join(folder, source) : source),
    configs: Object.fromEntries(((written['configs'] ?? []) as { source: string; target: string }[]).map(({ source, target }) => [target, source])),
    restart: written['restart'] as string | undefined,
    hasHealthcheck: 'healthcheck' in written,
  };
}

const PLACE = /\$\{([A-Z0-9_]+)(?:(:[-?])([^}]*))?\}/g;

/** What compose puts in for `${NAME}`, `${NAME:-default}` and `${NAME:?complaint}`. */
export function filledIn(text: string, given: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (_, name: string, kind: string | undefined, rest: string | undefined) => given[name] ?? (kind === ':-' ? rest ?? '' : ''));
}

export function placesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map(([, name]) => name!);
}

/** An env file whose blanks somebody has filled in, with `given` where that says something; `commented` takes the lines behind a # as well. */
export function envFile(text: string, { commented, given = {} }: Readonly<{ commented: boolean; given?: Readonly<Record<string, string>> }>): Readonly<Record<string, string>> {
  const lines = [...text.matchAll(commented ? /^(?:# )?([A-Z0-9_]+)=(.*)$/gm : /^([A-Z0-9_]+)=(.*)$/gm)];
  return Object.fromEntries(lines.map(([, name, value]) => [name!, value!.replace(/^'(.*)'$/, '$1') || (given[name!] ?? 'given')]));
}
