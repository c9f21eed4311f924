import type { Command } from './command.js';

/** The words after `lienthong`. To add one: its file in commands/, its spec, and a line here. Loaded when it is called. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  verify: async () => (await import('./commands/verify.js')).verify,
  witness: async () => (await import('./commands/witness.js')).witness,
  'new-key': async () => (await import('./commands/new-key.js')).newKey,
};
