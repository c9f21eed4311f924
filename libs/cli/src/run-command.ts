import { EXIT } from './command.js';
import type { Commands, Surroundings } from './command.js';
import { COMMANDS } from './commands.js';

/** Finds the command and runs it; answers the exit code. */
export const runCommand = (args: readonly string[], around: Surroundings): Promise<number> => runWord(COMMANDS, ['lienthong'], args, around);

/** `path` is what was said so far; a group is a word that wants another one. */
async function runWord(commands: Commands, path: readonly string[], [name = '', ...args]: readonly string[], around: Surroundings): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const isAsked = name === '--help' || name === 'help';
    (isAsked ? around.out : around.err)(await overview(commands, path));
    return isAsked ? EXIT.verified : EXIT.usage;
  }
  const command = await load();
  if ('commands' in command) return runWord(command.commands, [...path, name], args, around);
  if (args.includes('--help')) {
    around.out(`${command.usage}\n`);
    return EXIT.verified;
  }
  try {
    return await command.run(args, around);
  } catch (error) {
    around.err(`Expected to run ${[...path, name].join(' ')}, but ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.bug;
  }
}

async function overview(commands: Commands, path: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const [name, load] of Object.entries(commands)) {
    const { summary } = await load();
    lines.push(`  ${name.padEnd(10)} ${summary.vi}\n${' '.repeat(13)}${summary.en}\n`);
  }
  return `${path.join(' ')} <command> …\n\n${lines.join('')}\n${path.join(' ')} <command> --help\n`;
}
