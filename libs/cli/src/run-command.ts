import { EXIT } from './command.js';
import type { Surroundings } from './command.js';
import { COMMANDS } from './commands.js';

/** Finds the command and runs it; answers the exit code. */
export async function runCommand([name = '', ...args]: readonly string[], around: Surroundings): Promise<number> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const isAsked = name === '--help' || name === 'help';
    (isAsked ? around.out : around.err)(await overview());
    return isAsked ? EXIT.verified : EXIT.usage;
  }
  const command = await load();
  if (args.includes('--help')) {
    around.out(`${command.usage}\n`);
    return EXIT.verified;
  }
  try {
    return await command.run(args, around);
  } catch (error) {
    around.err(`Expected to run lienthong ${name}, but ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.bug;
  }
}

async function overview(): Promise<string> {
  const lines: string[] = [];
  for (const [name, load] of Object.entries(COMMANDS)) {
    const { summary } = await load();
    lines.push(`  ${name.padEnd(10)} ${summary.vi}\n${' '.repeat(13)}${summary.en}\n`);
  }
  return `lienthong <command> …\n\n${lines.join('')}\nlienthong <command> --help\n`;
}
