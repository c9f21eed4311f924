import type { Variables } from '@lienthong/bpmn';
import type { Money } from '@lienthong/kernel';
import type { Application, Content, ContentValue, Parcel, Person } from './application.js';
import { sealedNumbers } from './sealed-numbers.js';

/** What every agency knows of a transfer by name. A procedure's form fills these in like fields of its own. */
export const TRANSFER_PARTS = ['transferor', 'transferee', 'parcel', 'contractPrice'] as const;

type Said = Pick<Application, (typeof TRANSFER_PARTS)[number] | 'content'>;

/** All that an application says of what a form may ask, by the paths of the form. */
export function formValues(application: Said): Content {
  const { content = {}, transferor, transferee, parcel, contractPrice } = application;
  return { ...content, ...(transferor && { transferor }), ...(transferee && { transferee }), ...(parcel && { parcel }), ...(contractPrice !== undefined && { contractPrice }) };
}

/** How a field of the form is called in a submission: `parcel.mapSheet`, `content.street`. */
export function fieldName(path: string): string {
  return isPart(path.split('.')[0] ?? '') ? path : `content.${path}`;
}

/**
 * The application with what the form left of it. A part that the form asks for in part keeps the rest as it was sent; one that was not sent at all stays
 * absent, and is missed by its name.
 */
export function withFormValues<A extends Said>(application: A, filled: Variables): A {
  const values = sealedNumbers(filled as Content) as Content;
  const content = Object.fromEntries(Object.entries(values).filter(([name]) => !isPart(name)));
  const { transferor, transferee, parcel, contractPrice } = application;
  return {
    ...application, content,
    ...(transferor && { transferor: { ...transferor, ...textsIn<Person>(values['transferor']) } }),
    ...(transferee && { transferee: { ...transferee, ...textsIn<Person>(values['transferee']) } }),
    ...(parcel && { parcel: { ...parcel, ...textsIn<Parcel>(values['parcel']) } }),
    ...(contractPrice !== undefined && typeof values['contractPrice'] === 'number' && { contractPrice: values['contractPrice'] as Money }),
  };
}

const isPart = (name: string): boolean => (TRANSFER_PARTS as readonly string[]).includes(name);

/** What nobody chose is said to be empty, as these parts have it. */
function textsIn<Part extends Person | Parcel>(value: ContentValue | undefined): Partial<Part> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (each === null ? [[name, '']] : typeof each === 'string' ? [[name, each]] : []))) as Partial<Part>;
}

export function valueAt(content: Content, path: readonly string[]): ContentValue | undefined {
  return path.reduce<ContentValue | undefined>(
    (value, step) => (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step) ? (value as Content)[step] : undefined), content);
}
