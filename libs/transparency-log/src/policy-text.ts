import { readDecimal, readUtf8, shown } from './exact-text.js';
import { NO_QUORUM } from './policy.js';
import type { Policy, PolicyGroup, PolicyLog, PolicyWitness } from './policy.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { readVerifierKey } from './verifier-key.js';
import type { KeyType, VerifierKey } from './verifier-key.js';

export type ReadPolicy = Readonly<{ kind: 'policy'; policy: Policy }> | Refusal;

/** Some hundred lines serve the largest installation (C2SP asks for 32 logs, witnesses and groups); more is no policy. */
const MAX_LENGTH = 1_000_000;
const MAX_LINES = 10_000;
const MAX_NAMES = 1_000;

/** Our one addition to C2SP: a comment of exactly this form names a key of the auditor's statements. */
const COMPLETENESS = /^# completeness (\S+)$/;

/** What the lines so far have said; a line is read against it, since groups name only what stands above them. */
type Draft = {
  logs: PolicyLog[]; witnesses: PolicyWitness[]; groups: PolicyGroup[]; quorum: string | null; completeness: VerifierKey[];
  names: Set<string>; grouped: Set<string>;
};
/** What is wrong with a line, or nothing. */
type LineReader = (draft: Draft, words: readonly string[]) => string | undefined;

const LINES: Readonly<Record<string, LineReader>> = { log: readLog, witness: readWitness, group: readGroup, quorum: readQuorum };

/** Reads a C2SP tlog-policy file. Refused is what could mean two things: a key twice, a name twice, a line that is unknown. */
export function readPolicy(text: string): ReadPolicy {
  if (text.length > MAX_LENGTH || readUtf8(text) === null) return refusals.policyForm(1, `the file is longer than ${MAX_LENGTH} or not UTF-8`);
  const lines = text.split('\n', MAX_LINES + 1);
  if (lines.length > MAX_LINES) return refusals.policyForm(MAX_LINES, `the file has more than ${MAX_LINES} lines`);
  const draft: Draft = { logs: [], witnesses: [], groups: [], quorum: null, completeness: [], names: new Set(), grouped: new Set() };
  for (const [index, line] of lines.entries()) {
    const fault = readLine(draft, line);
    if (fault !== undefined) return refusals.policyForm(index + 1, fault);
  }
  const { quorum, logs, witnesses, groups, completeness } = draft;
  if (quorum === null) return refusals.policyForm(lines.length, 'the file ends without a quorum line');
  return { kind: 'policy', policy: { logs, witnesses, groups, quorum, completeness } };
}

function readLine(draft: Draft, line: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- these are the bytes that the format forbids
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) return 'it has a control character';
  const words = line.split(/[ \t]+/).filter((word) => word !== '');
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  if (first.startsWith('#')) return readComment(draft, line);
  if (draft.names.size > MAX_NAMES || draft.logs.length > MAX_NAMES) return `the file has more than ${MAX_NAMES} logs or names`;
  const read = Object.hasOwn(LINES, first) ? LINES[first] : undefined;
  return read === undefined ? `a line cannot begin with ${shown(first)}` : read(draft, rest);
}

function readComment(draft: Draft, line: string): string | undefined {
  const vkey = COMPLETENESS.exec(line)?.[1];
  if (vkey === undefined) return undefined;
  return takeKey(vkey, 'note', draft.completeness, (key) => draft.completeness.push(key));
}

function readLog(draft: Draft, words: readonly string[]): string | undefined {
  const [vkey, url = null, ...more] = words;
  if (vkey === undefined || more.length > 0) return 'a log line has a key and at most one URL';
  return takeKey(vkey, 'note', draft.logs.map(({ key }) => key), (key) => draft.logs.push({ key, url }));
}

function readWitness(draft: Draft, words: readonly string[]): string | undefined {
  const [name, vkey, url = null, ...more] = words;
  if (name === undefined || vkey === undefined || more.length > 0) return 'a witness line has a name, a key and at most one URL';
  return takeName(draft, name) ?? takeKey(vkey, 'cosignature', draft.witnesses.map(({ key }) => key), (key) => draft.witnesses.push({ name, key, url }));
}

function readGroup(draft: Draft, words: readonly string[]): string | undefined {
  const [name, needed, ...members] = words;
  if (name === undefined || needed === undefined || members.length === 0) return 'a group line has a name, a threshold and members';
  for (const member of members) {
    if (!draft.names.has(member)) return `no line above names ${shown(member)}`;
    if (draft.grouped.has(member)) return `${shown(member)} is member of a group already`;
    draft.grouped.add(member);
  }
  const threshold = needed === 'any' ? 1 : needed === 'all' ? members.length : readDecimal(needed);
  if (threshold === null || threshold < 1 || threshold > members.length) return `its threshold is not any, all or 1 to ${members.length}`;
  const fault = takeName(draft, name);
  if (fault === undefined) draft.groups.push({ name, threshold, members });
  return fault;
}

function readQuorum(draft: Draft, words: readonly string[]): string | undefined {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) return 'a quorum line has one name';
  if (draft.quorum !== null) return 'there is a quorum line above';
  if (name !== NO_QUORUM && !draft.names.has(name)) return `no line above names ${shown(name)}`;
  draft.quorum = name;
  return undefined;
}

function takeName(draft: Draft, name: string): string | undefined {
  if (name === NO_QUORUM) return `${NO_QUORUM} cannot be a name`;
  if (draft.names.has(name)) return `a line above has the name ${shown(name)}`;
  draft.names.add(name);
  return undefined;
}

/** Two keys are one if their bytes are, whatever their names say: a witness must not count twice. */
function takeKey(vkey: string, type: KeyType, known: readonly VerifierKey[], take: (key: VerifierKey) => void): string | undefined {
  const read = readVerifierKey(vkey, type);
  if (read.kind === 'refused') return read.because.replace(/^Expected to read /, '').replace(', but', ':');
  if (known.some(({ publicKey }) => publicKey.equals(read.key.publicKey))) return `a line above has the key of ${read.key.name}`;
  take(read.key);
  return undefined;
}

/** Text of a policy, in an order that can be read again: witnesses and groups before what names them. */
export function writePolicy({ logs, witnesses, groups, quorum, completeness }: Policy): string {
  const lines = [
    ...logs.map(({ key, url }) => lineOf('log', key.text, url)),
    ...witnesses.map(({ name, key, url }) => lineOf('witness', name, key.text, url)),
    ...groups.map(({ name, threshold, members }) => lineOf('group', name, String(threshold), ...members)),
    lineOf('quorum', quorum),
    ...completeness.map((key) => `# completeness ${key.text}`),
  ];
  return `${lines.join('\n')}\n`;
}

function lineOf(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ');
}
