import type { Group } from '../command.js';

/** The words after `lienthong decision`. To add one: its file in decision/, its spec, and a line here. */
export const decision: Group = {
  summary: { vi: 'tính, kiểm tra, công bố quyết định theo bảng (DMN)', en: 'evaluate, check and publish decisions (DMN)' },
  commands: {
    evaluate: async () => (await import('./decision/evaluate.js')).evaluate,
    lint: async () => (await import('./decision/lint.js')).lint,
    publish: async () => (await import('./decision/publish.js')).publish,
  },
};
