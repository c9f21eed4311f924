import type { Commands } from './command.js';

/** The words after `lienthong`. To add one: its file in commands/, its spec, and a line here. Loaded when it is called. */
export const COMMANDS: Commands = {
  verify: async () => (await import('./commands/verify.js')).verify,
  procedure: async () => (await import('./commands/procedure.js')).procedure,
  decision: async () => (await import('./commands/decision.js')).decision,
  witness: async () => (await import('./commands/witness.js')).witness,
  'new-key': async () => (await import('./commands/new-key.js')).newKey,
};
