import { posix } from 'node:path';
import { SERVICE_NAMES } from '@lienthong/service-host';
import { parse } from 'yaml';
import { sourceOf } from './compose-complaints.js';
import type { Files } from './compose-files.js';
import { isKeyVariable, type GivenKeys } from './given-keys.js';
import { environmentComplaints, unreadIn, type Environment, type ServiceNeeds } from './service-settings.js';

type ServiceValues = Readonly<{ environment?: Environment; secrets?: readonly string[] }>;
export type Chart = Readonly<{
  values: Readonly<{ image: { tag: string }; environment: Environment; services: Readonly<Record<string, ServiceValues>> }>;
  about: Readonly<{ version: string; appVersion: string }>;
  templates: readonly Readonly<{ path: string; text: string }>[];
}>;

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE|CREDENTIAL|DATABASE|_KEY$/;
/** The template adds it for the gateway alone. */
const ADDED = 'SERVICES';

export function readChart(files: Files, folder: string, templates: readonly string[]): Chart {
  return {
    values: parse(files(`${folder}/values.yaml`) ?? '') as Chart['values'],
    about: parse(files(`${folder}/Chart.yaml`) ?? '') as Chart['about'],
    templates: templates.map((path) => ({ path, text: files(path) ?? '' })),
  };
}

/** Each service's variables, with what a province must give given: understood by the service, read by it, and none of them a secret. */
export function valuesComplaints({ values, templates }: Chart, needs: readonly ServiceNeeds[], { given, keys }: Readonly<{ given: Environment; keys: GivenKeys }>): readonly string[] {
  const secretOf = (name: string, service: string): string => (name.startsWith('DATABASE') ? 'postgres://role:given@postgres/database' : isKeyVariable(name) ? keys.keyOf(name, service) : 'given');
  return [
    ...SERVICE_NAMES.filter((service) => !(service in values.services)).map((service) => `${service} has no values`),
    ...Object.keys(values.services).filter((name) => !needs.some(({ service }) => service === name)).map((name) => `${name} is no service`),
    ...Object.entries({ '': values.environment, ...Object.fromEntries(Object.entries(values.services).map(([name, { environment = {} }]) => [name, environment])) })
      .flatMap(([name, environment]) => Object.keys(environment).filter((variable) => SECRET_NAME.test(variable)).map((variable) => `${name || 'all'}: ${variable} belongs under secrets`)),
    ...needs.filter(({ service }) => service in values.services).flatMap((need) => {
      const { environment = {}, secrets = [] } = values.services[need.service]!;
      const plain = Object.entries({ ...values.environment, ...environment }).map(([name, value]) => [name, value === '' ? given[name] ?? '' : value]);
      return environmentComplaints(need, { ...Object.fromEntries(plain) as Environment, ...Object.fromEntries(secrets.map((name) => [name, secretOf(name, need.service)])), ...(need.service === 'gateway' && { [ADDED]: '{}' }) },
        (path) => policyAt(path, templates, keys));
    }),
  ];
}

/** The province's policy, where a config map holds it under this name and the services have it in this folder. */
function policyAt(path: string, templates: Chart['templates'], { policy }: GivenKeys): string {
  const isHeld = templates.some(({ text }) => text.includes('kind: ConfigMap') && text.includes(`\n  ${posix.basename(path)}: {{`));
  const isMounted = templates.some(({ text }) => text.includes(`mountPath: ${posix.dirname(path)},`));
  if (!isHeld || !isMounted) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
  return policy;
}

/** Values that templates name exist, blocks are closed, what a container runs is compiled from a file, and the versions agree with the project's. */
export function templateComplaints(files: Files, { values, about, templates }: Chart): readonly string[] {
  const { version } = JSON.parse(files('package.json') ?? '{}') as { version: string };
  const health = files('libs/service-host/src/operations/health.controller.ts') ?? '';
  return [
    ...Object.entries({ 'version of Chart.yaml': about.version, 'appVersion of Chart.yaml': about.appVersion, 'image.tag of values.yaml': values.image.tag })
      .filter(([, stated]) => stated !== version).map(([what, stated]) => `${what} is ${stated}, but the project's is ${version}`),
    ...templates.flatMap(({ path, text }) => [
      ...[...text.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, keys]) => keys!.slice(1)).filter((keys) => !has(values, keys.split('.'))).map((keys) => `${path}: .Values.${keys} is not in values.yaml`),
      ...(count(text, /\{\{-? *(if|range|with)\b/g) === count(text, /\{\{-? *end\b/g) ? [] : [`${path}: blocks are not closed`]),
      ...[...text.matchAll(/path: (\/(?:health|metrics)[a-z/]*)/g)].map(([, at]) => at!).filter((at) => !health.includes(`'${at.slice(1)}'`)).map((at) => `${path}: ${at} is not served`),
      ...[...text.matchAll(/command: \[node, ((?:\{\{[^}]*\}\}|[^,\]\s])+)/g)].map(([, script]) => script!).flatMap((script) => scriptsOf(script)).filter((script) => files(sourceOf(script) ?? '') === undefined).map((script) => `${path}: runs ${script}, which is compiled from no file`),
      ...writtenIn(text).filter((name) => name !== ADDED && unreadIn(files('libs/messaging/src/topics.ts') ?? '', { [name]: '' }).length > 0).map((name) => `${path}: ${name} belongs into values.yaml`),
    ]),
  ];
}

/** `services/{{ $name }}/dist/main.js` stands for every service's. */
function scriptsOf(script: string): readonly string[] {
  return script.includes('{{') ? SERVICE_NAMES.map((service) => script.replace(/\{\{.*\}\}/, service)) : [script];
}

function writtenIn(template: string): readonly string[] {
  return [...template.matchAll(/- \{ name: ([A-Z][A-Z0-9_]*), value:/g)].map(([, name]) => name!);
}

function has(values: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  return typeof values === 'object' && values !== null && key in values && has((values as Record<string, unknown>)[key], rest);
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
