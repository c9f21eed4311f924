import type { Group } from '../command.js';

/** The words after `lienthong procedure`. To add one: its file in procedure/, its spec, and a line here. */
export const procedure: Group = {
  summary: { vi: 'kiểm tra, chạy thử, so sánh, công bố quy trình', en: 'check, try, compare and publish procedures (BPMN)' },
  commands: {
    lint: async () => (await import('./procedure/lint.js')).lint,
    run: async () => (await import('./procedure/run.js')).run,
    simulate: async () => (await import('./procedure/simulate.js')).simulate,
    diff: async () => (await import('./procedure/diff.js')).diff,
    publish: async () => (await import('./procedure/publish.js')).publish,
    migrate: async () => (await import('./procedure/migrate.js')).migrate,
  },
};
