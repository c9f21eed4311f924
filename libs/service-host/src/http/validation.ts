import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { getMetadataStorage, IS_OPTIONAL, ValidationTypes } from 'class-validator';
import { ProblemException, type FieldError } from '../problems/problem-exception.js';
import { fieldErrorOf } from '../problems/field-message.js';

const MOST_ERRORS = 50;

/** Bodies and queries that are classes: unknown members are refused, texts become what their class says. */
export function createValidationPipe(): ValidationPipe {
  return new RequestPipe({
    whitelist: true, forbidNonWhitelisted: true, transform: true,
    exceptionFactory: (errors) => notValid(errors.flatMap((error) => fieldErrors(error, ''))),
  });
}

class RequestPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const request: unknown = await super.transform(value, metadata);
    const lists = listsForGroups(request, '');
    if (lists.length > 0) throw notValid(lists);
    leaveOutNulls(request);
    return request;
  }
}

function notValid(errors: readonly FieldError[]): ProblemException {
  const fields = errors.slice(0, MOST_ERRORS);
  const paths = [...new Set(fields.map(({ path }) => path))].join(', ');
  return new ProblemException('VALIDATION_FAILED', `Expected to read the request, but these fields are not valid: ${paths.slice(0, 500)}`, { errors: fields });
}

/** Depth is bounded by the body's (MOST_LEVELS). */
function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const path = within(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => fieldErrorOf(path, rule, message));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, path))];
}

/** class-validator takes a list for a group if it has no wrong item, so an empty one for anything. */
function listsForGroups(group: unknown, parent: string): FieldError[] {
  if (!isGroup(group)) return [];
  return nestedMembersOf(group.constructor).flatMap(({ member, each }) => {
    const [path, value] = [within(parent, member), (group as Readonly<Record<string, unknown>>)[member]];
    if (!Array.isArray(value)) return listsForGroups(value, path);
    if (!each) return [fieldErrorOf(path, 'nestedValidation', '')];
    return value.flatMap((item: unknown, index) => (Array.isArray(item) ? [fieldErrorOf(within(path, String(index)), 'nestedValidation', '')] : listsForGroups(item, within(path, String(index)))));
  });
}

/** What may be left out may be null as well: many clients write null for what nobody has said, and the code behind knows only what is not there. */
function leaveOutNulls(group: unknown): void {
  if (!isGroup(group)) return;
  const members = group as Record<string, unknown>;
  for (const member of optionalMembersOf(group.constructor)) if (members[member] === null) delete members[member];
  for (const { member } of nestedMembersOf(group.constructor)) for (const item of [members[member]].flat()) leaveOutNulls(item);
}

/** A query that no class describes is an object without a prototype, and says nothing of its members. */
function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && typeof value.constructor === 'function';
}

function nestedMembersOf(target: Function): readonly Readonly<{ member: string; each: boolean }>[] {
  return rulesOf(target).filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION).map(({ propertyName, each }) => ({ member: propertyName, each }));
}

function optionalMembersOf(target: Function): readonly string[] {
  return rulesOf(target).filter(({ name }) => name === IS_OPTIONAL).map(({ propertyName }) => propertyName);
}

function rulesOf(target: Function) {
  return getMetadataStorage().getTargetValidationMetadatas(target, '', false, false);
}

const within = (parent: string, member: string): string => (parent === '' ? member : `${parent}.${member}`);
