import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
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
  // A query that no class describes is an object without a prototype, and says nothing of groups.
  if (typeof group !== 'object' || group === null || typeof group.constructor !== 'function') return [];
  return nestedMembersOf(group.constructor).flatMap(({ member, each }) => {
    const [path, value] = [within(parent, member), (group as Readonly<Record<string, unknown>>)[member]];
    if (!Array.isArray(value)) return listsForGroups(value, path);
    if (!each) return [fieldErrorOf(path, 'nestedValidation', '')];
    return value.flatMap((item: unknown, index) => (Array.isArray(item) ? [fieldErrorOf(within(path, String(index)), 'nestedValidation', '')] : listsForGroups(item, within(path, String(index)))));
  });
}

function nestedMembersOf(target: Function): readonly Readonly<{ member: string; each: boolean }>[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(target, '', false, false);
  return rules.filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION).map(({ propertyName, each }) => ({ member: propertyName, each }));
}

const within = (parent: string, member: string): string => (parent === '' ? member : `${parent}.${member}`);
