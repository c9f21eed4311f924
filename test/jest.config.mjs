import { fileURLToPath } from 'node:url';

// The light runner runs compiled specs in worker threads: no transform, no vm, no module mocks (none are wanted).
export default {
  runner: 'jest-light-runner',
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  testMatch: ['**/dist/**/*.spec.js'],
  testPathIgnorePatterns: ['/node_modules/'],
  transform: {},
  watchman: false,
  globalSetup: fileURLToPath(new URL('jest.run.mjs', import.meta.url)),
  globalTeardown: fileURLToPath(new URL('jest.end.mjs', import.meta.url)),
};
