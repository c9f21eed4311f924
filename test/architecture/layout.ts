/** Libraries that may exist; a new one needs a decision record. */
export const LIBS = ['kernel', 'calendar', 'feel', 'dmn', 'bpmn', 'transparency-log', 'contracts', 'event-store', 'messaging', 'service-host', 'testing', 'cli', 'client', 'verify'] as const;

export const TOP_LEVEL = ['services', 'libs', 'deploy', 'proto', 'test', 'docker-compose.yml', 'nx.json', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'README.md', 'LICENSE', 'CONTRIBUTING.md', 'SECURITY.md'] as const;

const VAGUE = /(^|\/)(common|shared|utils?|helpers?|core|misc|base|managers?|types|interfaces|constants)(\.[a-z.]*tsx?|\/)/;
const SMEARED = /\.(dto|command|handler|mapper|interface|di-tokens|entity|value-object|domain-event|util)\.tsx?$/;
const MAX_LINES = 300;
const MAX_DEPTH_BELOW_SRC = 3;

/** Paths and their lengths in, complaints out: so the rules can be tried with paths that never existed. */
export function layoutComplaints(files: readonly Readonly<{ path: string; lines: number }>[]): readonly string[] {
  const complaints: string[] = [];
  for (const { path, lines } of files) {
    const [top = '', second = ''] = path.split('/');
    if (!top.startsWith('.') && !(TOP_LEVEL as readonly string[]).includes(top)) complaints.push(`${path}: nothing else belongs at the top level`);
    if (top === 'libs' && !(LIBS as readonly string[]).includes(second)) complaints.push(`${path}: ${second} is not in the closed list of libs`);
    if (!/\.tsx?$/.test(path) || path.includes('/gen/') || path.includes('/red/')) continue;
    if (VAGUE.test(path)) complaints.push(`${path}: the name says nothing about what is inside`);
    if (SMEARED.test(path)) complaints.push(`${path}: one command must not be smeared over files by role`);
    if (lines > MAX_LINES) complaints.push(`${path}: ${lines} lines, at most ${MAX_LINES}`);
    const below = /(?:^|\/)src\/(.*)$/.exec(path)?.[1];
    if (below !== undefined && below.split('/').length > MAX_DEPTH_BELOW_SRC) complaints.push(`${path}: deeper than ${MAX_DEPTH_BELOW_SRC} levels below src`);
  }
  return complaints;
}
