import { fileTypeFromBuffer } from 'file-type';
import { isMediaType, MEDIA_TYPES, type MediaType } from '../../domain/stored-file.js';
import type { FileRejection } from '../../use-cases/file-vault.js';

/** Where formats carry their mark. */
export const START_BYTES = 4_100;
export const END_BYTES = 1_024;

export type Content = Readonly<{ size: number; start: Buffer; end: Buffer; declaredType: string; name: string }>;

type Judgement = Readonly<{ kind: 'allowed'; mediaType: MediaType }> | Readonly<{ kind: 'rejected'; rejection: FileRejection }>;

/** What browsers call the same type. */
const SAME_TYPE: Readonly<Record<string, string>> = { 'image/jpg': 'image/jpeg', 'image/pjpeg': 'image/jpeg', 'application/x-pdf': 'application/pdf' };
const TYPE_OF_ENDING: Readonly<Record<string, MediaType>> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' };

/** A whole file has its end: an upload that broke off would otherwise be found out by the officer who opens it. */
const ENDING: Readonly<Record<MediaType, (end: Buffer) => boolean>> = {
  'application/pdf': (end) => end.includes('%%EOF'),
  'image/png': (end) => end.includes('IEND'),
  'image/jpeg': (end) => end.includes(Buffer.from([0xff, 0xd9])),
};

/** By its bytes. Name and declared type are only compared with them: they are what the sender says, and what a reader would trust. */
export async function judgeContent({ size, start, end, declaredType, name }: Content): Promise<Judgement> {
  if (size === 0) return rejected({ code: 'FILE_EMPTY', because: `Expected to read file "${name.slice(0, 80)}", but it is empty` });
  const found = (await fileTypeFromBuffer(start))?.mime ?? 'unknown';
  const declared = declaredOf(declaredType, name);
  if (declared.some((type) => type !== found)) {
    const said = declared.find((type) => type !== found) ?? '';
    return rejected({ code: 'FILE_NOT_WHAT_IT_SAYS', because: `Expected file "${name.slice(0, 80)}" to be ${said}, but its content is ${found}`, declared: said, found });
  }
  if (!isMediaType(found)) return rejected({ code: 'FILE_TYPE_NOT_ALLOWED', because: `Expected one of ${Object.keys(MEDIA_TYPES).join(', ')}, but file "${name.slice(0, 80)}" is ${found}`, found });
  if (!ENDING[found](end)) return rejected({ code: 'FILE_CUT_OFF', because: `Expected to read file "${name.slice(0, 80)}" to its end, but the end of a ${found} is not there` });
  return { kind: 'allowed', mediaType: found };
}

/** What the sender claims, by media type and by the ending of the name; a generic media type and no ending claim nothing. */
function declaredOf(declaredType: string, name: string): readonly string[] {
  const type = declaredType.split(';', 1)[0]!.trim().toLowerCase();
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  const claims = [type === '' || type === 'application/octet-stream' ? undefined : SAME_TYPE[type] ?? type, ending === undefined ? undefined : TYPE_OF_ENDING[ending]];
  return claims.filter((claim) => claim !== undefined);
}

function rejected(rejection: FileRejection): Judgement {
  return { kind: 'rejected', rejection };
}
