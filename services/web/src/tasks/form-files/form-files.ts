import type { FormFile } from '@lienthong/bpmn/files';
import type { Language } from '../../language/bilingual.js';

/** What the viewer's fields of files need of the page around them. */
export type FormFiles = Readonly<{
  language: Language;
  /** Keeps it, and answers what the field is to hold. Rejects with what `explain` puts into words. */
  upload(file: File): Promise<FormFile>;
  read(sha256: string): Promise<Blob>;
  save(file: Blob, name: string): void;
  explain(error: unknown): string;
  /** A form is not sent while a file is on its way. */
  onBusy(isBusy: boolean): void;
}>;

/** The viewer's own sentence, filled in by its translation service. */
export type Translate = (sentence: string, values?: Readonly<Record<string, string>>) => string;

export const isFormFile = (value: unknown): value is FormFile => typeof value === 'object' && value !== null && typeof (value as Partial<FormFile>).sha256 === 'string' && typeof (value as Partial<FormFile>).name === 'string';

const KB = 1_024;
export const sizeOf = (bytes: number, language: Language): string => {
  const [amount, unit] = bytes < KB * KB ? [bytes / KB, 'KB'] : [bytes / KB / KB, 'MB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)} ${unit}`;
};
