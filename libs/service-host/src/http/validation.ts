import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { ProblemException, type FieldError } from '../problems/problem-exception.js';
import { fieldErrorOf } from '../problems/field-message.js';

const MOST_ERRORS = 50;

/** Bodies and queries that are classes: unknown members are refused, texts become what their class says. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true, forbidNonWhitelisted: true, transform: true,
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => fieldErrors(error, '')).slice(0, MOST_ERRORS);
      const paths = [...new Set(fields.map(({ path }) => path))].join(', ');
      return new ProblemException('VALIDATION_FAILED', `Expected to read the request, but these fields are not valid: ${paths.slice(0, 500)}`, { errors: fields });
    },
  });
}

/** Depth is bounded by the body's (MOST_LEVELS). */
function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => fieldErrorOf(path, rule, message));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, path))];
}
