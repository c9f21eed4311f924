/** Papers as they can be kept: whatever opens them in thirty years knows these. By media type, the endings of their names. */
export const FILE_TYPES = { 'application/pdf': ['.pdf'], 'image/png': ['.png'], 'image/jpeg': ['.jpg', '.jpeg'] } as const;
export type FileType = keyof typeof FILE_TYPES;

/** What a field of files holds: each was uploaded before, and is known by the hash of its bytes. `size` in bytes. */
export type FormFile = Readonly<{ name: string; sha256: string; size: number; mediaType: FileType }>;

/** As many as a component of a dossier takes; what is more belongs in one document. */
export const MOST_FILES = 20;
const LONGEST_NAME = 200;

/** What a field of files asks of them. `accept`: null takes whatever can be kept. */
export type FileRule = Readonly<{ label: string; labelEn?: string; isMultiple: boolean; accept: readonly FileType[] | null }>;
type Sentence = Readonly<{ vi: string; en: string }>;
export type CheckedFiles = Readonly<{ files: readonly FormFile[]; problems: readonly Sentence[] }>;

const said = (vi: string, en: string): Sentence => ({ vi, en });

/** What HTML's `accept` names of it (`.pdf`, `image/png`, `image/*`); null where it names something that cannot be kept. */
export function acceptedTypes(accept: string): readonly FileType[] | null {
  const asked = accept.split(',').map((part) => part.trim().toLowerCase()).filter((part) => part !== '');
  const found = asked.map((part) => TYPES.filter((type) => part === type || (FILE_TYPES[type] as readonly string[]).includes(part) || (part.endsWith('/*') && type.startsWith(part.slice(0, -1)))));
  return asked.length === 0 || found.some((types) => types.length === 0) ? null : TYPES.filter((type) => found.some((types) => types.includes(type)));
}

const TYPES = Object.keys(FILE_TYPES) as readonly FileType[];

/**
 * The same in the browser and on the server. That the bytes are there, are the sender's and are of the type said, only the one who keeps
 * them can know, and checks.
 */
export function checkFiles({ label, labelEn = label, isMultiple, accept }: FileRule, value: unknown): CheckedFiles {
  if (value === null || value === undefined || value === '') return { files: [], problems: [] };
  if (!Array.isArray(value)) return refused(said(`“${label}” phải là danh sách tệp đã tải lên`, `"${labelEn}" has to be a list of uploaded files`));
  if (value.length > MOST_FILES) return refused(said(`“${label}” có ${value.length} tệp, tối đa ${MOST_FILES}`, `"${labelEn}" has ${value.length} files of at most ${MOST_FILES}`));
  const files = value.map(fileOf).filter((file) => file !== null);
  if (files.length < value.length) return refused(said(`“${label}” có tệp thiếu tên, mã băm, dung lượng hoặc loại`, `"${labelEn}" has a file without its name, hash, size or type`));
  const problems: Sentence[] = [];
  if (!isMultiple && files.length > 1) problems.push(said(`“${label}” chỉ nhận một tệp`, `"${labelEn}" takes one file only`));
  if (new Set(files.map(({ sha256 }) => sha256)).size < files.length) problems.push(said(`“${label}” có một tệp ghi hai lần`, `"${labelEn}" names a file twice`));
  for (const { name, mediaType } of files) {
    if (accept === null || accept.includes(mediaType)) continue;
    const endings = accept.flatMap((type) => FILE_TYPES[type]).join(', ');
    problems.push(said(`“${label}” chỉ nhận tệp ${endings}, nhưng “${name}” là ${mediaType}`, `"${labelEn}" takes ${endings} only, but "${name}" is ${mediaType}`));
  }
  return { files, problems };
}

const refused = (problem: Sentence): CheckedFiles => ({ files: [], problems: [problem] });

const HASH = /^[0-9a-f]{64}$/;

/** Only what a file is said to be: whatever else came with it is not kept. */
function fileOf(value: unknown): FormFile | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, sha256, size, mediaType } = value as Partial<Record<keyof FormFile, unknown>>;
  const isNamed = typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME;
  const isSized = typeof size === 'number' && Number.isSafeInteger(size) && size > 0;
  if (!isNamed || !isSized || typeof sha256 !== 'string' || !HASH.test(sha256)) return null;
  return typeof mediaType === 'string' && Object.hasOwn(FILE_TYPES, mediaType) ? { name: name.normalize('NFC'), sha256, size, mediaType: mediaType as FileType } : null;
}
