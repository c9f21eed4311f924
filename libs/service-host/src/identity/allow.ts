import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Requester } from './requester.js';

/** Everything named must hold: one of the agencies, and one of the roles. A rule that names nothing admits whoever is signed in. */
export type AllowRule = Readonly<{ agency?: string | readonly string[]; roles?: readonly string[] }>;

export const ALLOW = Symbol('allow');
export const PUBLIC = Symbol('public');

/** Who may use the route: whoever satisfies one of the rules. A route without @Allow or @Public answers 403 to everyone. */
export function Allow(...rules: readonly [AllowRule, ...AllowRule[]]): CustomDecorator<symbol> {
  return SetMetadata(ALLOW, rules);
}

/** Open without a token: health, metrics, and messages that prove themselves by a signature of their own. */
export function Public(): CustomDecorator<symbol> {
  return SetMetadata(PUBLIC, true);
}

export function admits(rules: readonly AllowRule[], requester: Requester): boolean {
  return rules.some(({ agency, roles }) =>
    (agency === undefined || [agency].flat().includes(requester.agency)) &&
    (roles === undefined || roles.some((role) => requester.roles.includes(role))));
}
