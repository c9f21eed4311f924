// Who may import whom. Each rule is tripped by a fixture of its own in test/architecture/red (architecture.spec proves it).
const SERVICE = '(^|/)services/([^/]+)/src/';
const PURE_LIBS = 'kernel|calendar|feel|dmn|bpmn|transparency-log';
const NOT_PRODUCTION = '\\.(spec|int\\.spec|e2e\\.spec)\\.ts$|/spec-[^/]+\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'kernel-imports-nothing', severity: 'error',
      from: { path: '(^|/)libs/kernel/src/', pathNot: NOT_PRODUCTION },
      to: { pathNot: '(^|/)libs/kernel/src/' },
    },
    {
      name: 'domain-imports-only-itself-and-pure-libs', severity: 'error',
      from: { path: '(^|/)services/([^/]+)/src/domain/', pathNot: NOT_PRODUCTION },
      to: { pathNot: ['(^|/)services/$2/src/domain/', `(^|/)libs/(${PURE_LIBS})/src/`] },
    },
    {
      name: 'use-cases-do-not-know-adapters', severity: 'error',
      from: { path: SERVICE + 'use-cases/', pathNot: NOT_PRODUCTION },
      to: { path: '(^|/)services/$2/src/adapters/' },
    },
    {
      name: 'adapters-do-not-know-each-other', severity: 'error',
      from: { path: SERVICE + 'adapters/([^/]+)/', pathNot: NOT_PRODUCTION },
      to: { path: '(^|/)services/$2/src/adapters/([^/]+)/', pathNot: '(^|/)services/$2/src/adapters/$3/' },
    },
    {
      name: 'services-meet-only-in-contracts', severity: 'error',
      from: { path: SERVICE },
      to: { path: '(^|/)services/([^/]+)/', pathNot: '(^|/)services/$2/' },
    },
    {
      name: 'libs-do-not-know-services', severity: 'error',
      from: { path: '(^|/)libs/[^/]+/src/' },
      to: { path: '(^|/)(services|deploy|test)/[^/]+/' , pathNot: '(^|/)libs/' },
    },
    {
      name: 'pure-libs-import-no-framework', severity: 'error',
      from: { path: `(^|/)libs/(${PURE_LIBS})/src/`, pathNot: NOT_PRODUCTION },
      to: { pathNot: [`(^|/)libs/(${PURE_LIBS})/src/`, '(^|/)node_modules/(lezer-feel|@lezer/[^/]+|bpmn-moddle|moddle|moddle-xml|zeebe-bpmn-moddle|saxen|temporal-polyfill)/', '^(node:)?crypto$'] },
    },
    {
      name: 'testing-only-in-specs', severity: 'error',
      from: { path: '(^|/)(libs|services)/[^/]+/src/', pathNot: [NOT_PRODUCTION, '(^|/)libs/testing/'] },
      to: { path: '(^|/)libs/testing/' },
    },
    {
      name: 'spec-support-only-in-specs', severity: 'error',
      from: { path: '(^|/)(libs|services|deploy)/', pathNot: [NOT_PRODUCTION, '(^|/)libs/testing/'] },
      to: { path: NOT_PRODUCTION },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|gen)/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: false,
    enhancedResolveOptions: { conditionNames: ['@lienthong/source', 'import', 'require', 'node', 'default', 'types'], exportsFields: ['exports'], mainFields: ['module', 'main', 'types'] },
  },
};
