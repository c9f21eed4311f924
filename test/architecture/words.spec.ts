import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FIELD_NAMES, RULE_TEXTS } from '@lienthong/service-host';
import { requestWordsOf } from './request-words.js';

// The page shows what it has no word for by its identifier. These are the identifiers that it meets with certainty.

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const namesIn = (text: string): ReadonlySet<string> => new Set([...text.matchAll(/^ {2}'?([A-Za-z-]+)'?: \{ vi: '/gm)].map(([, name = '']) => name));

function union(path: string, name: string): readonly string[] {
  const [, members = ''] = new RegExp(`^export type ${name} =([^;]+);`, 'm').exec(read(path)) ?? [];
  return [...members.matchAll(/\b[A-Z][A-Za-z]+\b/g)].map(([member]) => member);
}

describe('the words of the page', () => {
  const bodies = namesIn(read('services/web/src/agencies/agencies.ts'));

  it('name every event that the engine writes into a dossier’s proof', () => {
    const events = [...union('libs/bpmn/src/instance-events.ts', 'InstanceEvent'), 'StepsTaken', 'ChildStarted', 'ChildEnded', 'DossierMigrated', 'DossierNotMigrated', 'ClockLimitChanged'];
    expect(events.length).toBeGreaterThan(40);
    const named = namesIn(read('services/web/src/verify/event-names.ts'));
    expect(events.filter((event) => !named.has(event))).toEqual([]);
  });

  it('name every agency and role that a published procedure gives a step to', () => {
    const models = globSync('services/processing/procedures/*/*.bpmn', { cwd: fileURLToPath(new URL('../../../', import.meta.url)) }).map(read);
    expect(models.length).toBeGreaterThan(2);
    const given = models.flatMap((model) => [...model.matchAll(/ (?:agency|owner|role|toRole)="([^"]+)"/g)].map(([, name = '']) => name));
    expect(given.filter((name) => !bodies.has(name))).toEqual([]);
  });

  it('name the agency and the roles of every sample account', () => {
    const { accounts } = JSON.parse(read('deploy/local/sample-accounts.json')) as { accounts: readonly { agency: string; roles: readonly string[] }[] };
    expect(accounts.flatMap(({ agency, roles }) => [agency, ...roles]).filter((name) => !bodies.has(name))).toEqual([]);
  });
});

describe('the words of what is wrong with a request', () => {
  const sources = globSync(['services/*/src/**/*.ts', 'libs/service-host/src/**/*.ts'], { cwd: fileURLToPath(new URL('../../../', import.meta.url)) })
    .filter((path) => !/(^|\/)spec-|\.spec\.ts$/.test(path)).map((path) => ({ path, text: read(path) })).filter(({ text }) => text.includes("from 'class-validator'"));
  const words = sources.map(({ path, text }) => ({ path, ...requestWordsOf(text) }));

  it('name every member that a request may have', () => {
    expect(words.flatMap(({ members }) => members).length).toBeGreaterThan(150);
    expect(words.flatMap(({ path, members }) => members.filter((member) => !Object.hasOwn(FIELD_NAMES, member)).map((member) => `${path}: ${member}`))).toEqual([]);
  });

  it('name no command by its name in the program', () => {
    const texts = globSync(['services/*/src/**/*.ts', 'libs/*/src/**/*.ts'], { cwd: fileURLToPath(new URL('../../../', import.meta.url)) }).map((path) => ({ path, text: read(path) }));
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter(({ text }) => /Expected to \$\{\w+\.type\}/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('say what every rule says', () =>
    expect(words.flatMap(({ path, rules }) => rules.filter((rule) => !Object.hasOwn(RULE_TEXTS, rule)).map((rule) => `${path}: ${rule}`))).toEqual([]));

  it('are looked for wherever a member has a rule', () => {
    const text = "import { IsInt, IsUUID, Length as Unused, IsOptional } from 'class-validator';\nclass A { @IsOptional() @IsInt() count?: number; @Type(() => A) other?: A; @IsUUID() 'as-of'!: string; @IsMoment() at!: string }";
    expect(requestWordsOf(text)).toEqual({ members: ['count', 'as-of', 'at'], rules: ['isInt', 'isUuid'] });
  });
});
