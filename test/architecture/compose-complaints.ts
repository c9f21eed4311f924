import { SERVICE_NAMES } from '@lienthong/service-host';
import { filledIn, placesIn, type Compose, type Container, type Files } from './compose-files.js';
import { programText } from './program-text.js';
import { environmentComplaints, unreadIn, type ServiceNeeds } from './service-settings.js';

/** What a browser must reach: the one door, and where people sign in. */
const PUBLISHED = ['gateway', 'keycloak'];
const PINNED = /^[a-z0-9./-]+:\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?$/;
const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE|CREDENTIAL|_KEY$/;
/** From .env and nowhere else; or a sample that services refuse outside local mode. */
const WHOLLY_GIVEN = /^\$\{[A-Z0-9_]+(:\?[^}]*|:-|:-sample-[^}]*)?\}$/;
const PASSWORD_IN_ADDRESS = /\/\/[^:@/]+:([^@]*)@/;

/** Every include is there, every file of the folder is included, and what one part names another has. */
export function structureComplaints(files: Files, { includes, containers, volumes, configs }: Compose, parts: readonly string[]): readonly string[] {
  const named = new Map(containers.map((container) => [container.name, container]));
  const places = [...containers.flatMap(({ environment }) => Object.values(environment)), ...Object.values(configs)].flatMap(placesIn);
  const example = files('.env.example') ?? '';
  return [
    ...includes.filter((path) => files(path) === undefined).map((path) => `${path} is included, but is not there`),
    ...parts.filter((path) => !includes.includes(path)).map((path) => `${path} is not included`),
    ...containers.flatMap(({ name, dependsOn }) => Object.entries(dependsOn).flatMap(([other, condition]) => dependencyComplaints(name, named.get(other), other, condition))),
    ...containers.flatMap(({ name, mounts }) => mounts.filter((mount) => !volumes.includes(mount) && files(mount) === undefined).map((mount) => `${name}: mounts ${mount}, which is neither a volume nor a file`)),
    ...containers.flatMap(({ name, configs: mounted }) => Object.values(mounted).filter((config) => !(config in configs)).map((config) => `${name}: mounts config ${config}, which there is not`)),
    ...Object.entries(configs).filter(([, file]) => files(filledIn(file, {})) === undefined).map(([config, file]) => `config ${config} is ${filledIn(file, {})}, which is not there`),
    ...volumes.filter((volume) => !containers.some(({ mounts }) => mounts.includes(volume))).map((volume) => `volume ${volume} is mounted by nobody`),
    ...[...new Set(places)].filter((place) => !new RegExp(`^#? ?${place}=`, 'm').test(example)).map((place) => `\${${place}} is not in .env.example`),
  ];
}

function dependencyComplaints(name: string, target: Container | undefined, other: string, condition: string): readonly string[] {
  if (target === undefined) return [`${name}: waits for ${other}, which is no container`];
  if (condition === 'service_healthy' && !target.hasHealthcheck) return [`${name}: waits for ${other} to be healthy, but it has no health check`];
  if (condition === 'service_completed_successfully' && target.restart !== 'no') return [`${name}: waits for ${other} to end, but it is started again`];
  return [];
}

/** Images have a version, or are built here; ports lead to the door alone; no secret stands in the files. */
export function safetyComplaints(files: Files, { containers }: Compose): readonly string[] {
  const built = new Set(containers.filter(({ dockerfile }) => dockerfile !== undefined).map(({ image }) => image));
  return containers.flatMap(({ name, image, dockerfile, ports, environment }) => [
    ...(built.has(image) || PINNED.test(image) ? [] : [`${name}: image ${image} has no version`]),
    ...(dockerfile === undefined || files(dockerfile) !== undefined ? [] : [`${name}: is built from ${dockerfile}, which is not there`]),
    ...(ports.length === 0 || PUBLISHED.includes(name) ? [] : [`${name}: has a port to the outside`]),
    ...ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${name}: port ${port} is open to other machines`),
    ...Object.entries(environment).filter(([variable, value]) => holdsSecret(variable, value)).map(([variable]) => `${name}: ${variable} holds a secret`),
  ]);
}

function holdsSecret(variable: string, value: string): boolean {
  if (SECRET_NAME.test(variable)) return value !== '' && !WHOLLY_GIVEN.test(value);
  const password = PASSWORD_IN_ADDRESS.exec(value)?.[1];
  return password !== undefined && !WHOLLY_GIVEN.test(password);
}

/** Every service has a container that runs it with an environment that it understands, and nothing that it does not read. */
export function serviceComplaints(files: Files, { containers, configs }: Compose, needs: readonly ServiceNeeds[], given: Readonly<Record<string, string>>): readonly string[] {
  const own = containers.filter(({ command }) => command[0] === 'node');
  return [
    ...SERVICE_NAMES.filter((service) => !own.some(({ name }) => name === service)).map((service) => `${service} has no container`),
    ...own.flatMap((container) => {
      const { name, command: [, script = '', ...args], environment } = container;
      const filled = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, filledIn(value, given)]));
      const need = needs.find(({ service }) => service === name);
      const source = sourceOf(script);
      const program = source === undefined ? undefined : programText(files, source);
      if (program === undefined) return [`${name}: runs ${script}, which is compiled from no file`];
      if (need === undefined) return [...unreadIn(program, filled), ...unmounted(container, args)].map((variable) => `${name}: ${variable} is never read`);
      return [...(source === `services/${name}/src/main.ts` ? [] : [`${name}: runs ${script}`]), ...environmentComplaints(need, filled, (path) => mountedFile(files, container, configs, path, given))];
    }),
  ];
}

/** What a container finds at a path: a config of the compose file, from the repository or given. */
function mountedFile(files: Files, container: Container, configs: Compose['configs'], path: string, given: Readonly<Record<string, string>>): string {
  const file = filledIn(configs[container.configs[path] ?? ''] ?? '', given);
  const text = files(file) ?? given[`text of ${file}`];
  if (text === undefined) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
  return text;
}

/** Files that a program is told of by its arguments. */
function unmounted({ configs }: Container, args: readonly string[]): readonly string[] {
  return args.filter((arg) => arg.startsWith('/config/') && !(arg in configs)).map((arg) => `${arg} is not mounted, and`);
}

/** `services/tax/dist/main.js` is compiled from `services/tax/src/main.ts`, `test/dist/x.js` from `test/x.ts`. */
export function sourceOf(script: string): string | undefined {
  if (!script.endsWith('.js') || !script.includes('/dist/')) return undefined;
  return script.replace(/\.js$/, '.ts').replace('/dist/', script.startsWith('test/') ? '/' : '/src/');
}

/** Addresses lead to a container and to the port on which it listens; the issuer's also from a browser on this machine. */
export function addressComplaints({ containers }: Compose, given: Readonly<Record<string, string>>): readonly string[] {
  const variable = (container: Container, name: string): string => filledIn(container.environment[name] ?? '', given);
  const leadsSomewhere = (address: string): boolean => {
    const { hostname, port } = new URL(address);
    return containers.some((container) => [container.name, ...container.aliases].includes(hostname) && [variable(container, 'PORT'), variable(container, 'KC_HTTP_PORT')].includes(port));
  };
  const gateway = containers.find(({ name }) => name === 'gateway');
  if (gateway === undefined) return ['gateway has no container'];
  const services = JSON.parse(variable(gateway, 'SERVICES') || '{}') as Record<string, string>;
  const addresses = containers.flatMap((container) => Object.keys(container.environment).filter((name) => /_URL$|^ISSUER$/.test(name) && /^http/.test(variable(container, name)))
    .map((name) => [`${container.name}: ${name}`, variable(container, name)] as const));
  return [
    ...[...addresses, ...Object.entries(services).map(([name, address]) => [`SERVICES of ${name}`, address] as const)]
      .filter(([, address]) => !leadsSomewhere(address)).map(([what, address]) => `${what} ${address} leads to no container`),
    ...SERVICE_NAMES.filter((service) => service !== 'gateway' && !(service in services)).map((service) => `gateway: does not know where ${service} is`),
    ...containers.filter((container) => 'ISSUER' in container.environment).filter((container) => !isSeenByBrowser(variable(container, 'ISSUER'), containers))
      .map((container) => `${container.name}: ISSUER ${variable(container, 'ISSUER')} is not reached by a browser under that name`),
  ];
}

function isSeenByBrowser(address: string, containers: readonly Container[]): boolean {
  const { hostname, port } = new URL(address);
  return /(^|\.)localhost$/.test(hostname) && containers.some(({ aliases, ports }) => aliases.includes(hostname) && ports.includes(`127.0.0.1:${port}:${port}`));
}
