import { posix } from 'node:path';
import type { Files } from './compose-files.js';

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE|CREDENTIAL/;

type Step = Readonly<{ word: string; rest: string; stage: number }>;

/** Instructions of a Dockerfile, lines that go on put together, comments left out. */
function stepsOf(text: string): readonly Step[] {
  let stage = -1;
  return text.replace(/\\\n/g, ' ').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
    const [word = '', ...rest] = line.trim().split(/\s+/);
    if (word === 'FROM') stage += 1;
    return { word, rest: rest.join(' '), stage };
  });
}

/** The image is built on the project's Node, from files and by scripts that exist, holds all that `scripts` need, and does not run as root. */
export function imageComplaints(files: Files, path: string, { hasFolder, scripts }: Readonly<{ hasFolder: (path: string) => boolean; scripts: readonly string[] }>): readonly string[] {
  const steps = stepsOf(files(path) ?? '');
  const last = Math.max(...steps.map(({ stage }) => stage));
  const copied = steps.filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from=')).flatMap(({ rest }) => rest.split(' ').slice(0, -1));
  const commands = steps.filter(({ word }) => word === 'RUN').flatMap(({ rest }) => rest.split('&&').map((command) => command.trim()));
  const nodeVersion = /\^(\d+\.\d+\.\d+)/.exec((JSON.parse(files('package.json') ?? '{}') as { devDependencies: { node: string } }).devDependencies.node)?.[1];
  const isCopied = (file: string): boolean => copied.some((from) => file === from || file.startsWith(`${from}/`));
  return [
    ...steps.filter(({ word, rest }) => word === 'FROM' && !rest.startsWith(`node:${nodeVersion}-`)).map(({ rest }) => `FROM ${rest} is not the Node ${nodeVersion} of package.json`),
    ...copied.filter((each) => files(each) === undefined && !hasFolder(each)).map((each) => `COPY ${each}: it is not there`),
    ...neededFor(files).filter((each) => !isCopied(each)).map((each) => `${each} is needed to install and build, but not copied`),
    ...scripts.filter((script) => !isCopied(script)).map((script) => `${script} is run by a container, but not in the image`),
    ...commands.flatMap((command) => scriptComplaints(files, command)),
    ...(commands.findLast((command) => command.startsWith('npm ci'))?.includes('--omit=dev') === true ? [] : ['the image keeps what is only for development']),
    ...(steps.some(({ word, rest, stage }) => word === 'USER' && stage === last && !/^(root|0)\b/.test(rest)) ? [] : ['the image runs as root']),
    ...steps.filter(({ word, rest }) => (word === 'ENV' || word === 'ARG') && SECRET_NAME.test(rest)).map(({ word, rest }) => `${word} ${rest} holds a secret`),
    ...((files('.dockerignore') ?? '').split('\n').includes('**/node_modules') ? [] : ['.dockerignore lets node_modules in']),
  ];
}

/** `npm ci` reads the root's manifests and settings and each workspace; `tsc -b` reads what the solution file names. */
function neededFor(files: Files): readonly string[] {
  const { workspaces } = JSON.parse(files('package.json') ?? '{}') as { workspaces: readonly string[] };
  return ['package.json', 'package-lock.json', '.npmrc', 'tsconfig.base.json', ...workspaces.map((pattern) => pattern.replace(/\/\*$/, ''))];
}

/** `npm run build -w @lienthong/web` needs a script of that name in that workspace. */
function scriptComplaints(files: Files, command: string): readonly string[] {
  const [, script, workspace] = /^npm run (\S+)(?: -w (\S+))?/.exec(command) ?? [];
  if (script === undefined) return [];
  const manifest = workspace === undefined ? 'package.json' : posix.join('services', workspace.replace('@lienthong/', ''), 'package.json');
  const { scripts = {} } = JSON.parse(files(manifest) ?? '{}') as { scripts?: Record<string, string> };
  return script in scripts ? [] : [`RUN ${command}: ${manifest} has no such script`];
}
