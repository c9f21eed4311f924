import type { ValidationOptions } from 'class-validator';

const SEPARATOR = '\u0000';

/**
 * The text of a validation rule in both languages: `@Matches(ID, fieldMessage('Số định danh gồm 12 chữ số', 'The ID has 12 digits'))`.
 * class-validator carries one string, so the two travel in it, parted by a character that no text contains.
 */
export function fieldMessage(vi: string, en: string): ValidationOptions {
  return { message: `${vi}${SEPARATOR}${en}` };
}

export function splitFieldMessage(message: string): { vi: string; en: string } | undefined {
  const [vi, en] = message.split(SEPARATOR);
  return vi !== undefined && en !== undefined ? { vi, en } : undefined;
}
