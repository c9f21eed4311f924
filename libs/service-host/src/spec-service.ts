import type { TokenClaims } from '@lienthong/testing';
import { cabinet } from './spec-cabinet.js';
import type { ServiceDefinition } from './index.js';
import { startUnderTest, type UnderTest, type UnderTestOptions } from './specs/spec-under-test.js';

export { eventually, type Answer, type UnderTest as Hosted } from './specs/spec-under-test.js';

export const CLERK: TokenClaims = { sub: 'sample-clerk', agency: 'one-stop', unit: 'H56.17', roles: ['clerk'] };
export const ADMINISTRATOR: TokenClaims = { sub: 'sample-administrator', agency: 'one-stop', unit: 'H56', roles: ['administrator'] };

/** A sample service, which the clerk calls where a spec says nobody else. */
export function startHosted({ definition = cabinet, ...options }: UnderTestOptions & Readonly<{ definition?: ServiceDefinition }> = {}): Promise<UnderTest> {
  return startUnderTest(definition, { caller: CLERK, ...options });
}
