/** What each register tells, by the names that a schema asks by. The service that keeps the register answers exactly these. */
export const REGISTER_FIELDS = {
  land: ['parcel', 'commune', 'mapSheet', 'parcelNumber', 'address', 'area', 'landUse', 'certificateNumber', 'holderName'],
} as const;
export type RegisterName = keyof typeof REGISTER_FIELDS;

/**
 * Where a field's value may be known from already. `text`: as the schema names it, by which a dossier keeps it.
 * account: the person signed in. earlier: the applicant's newest dossier that says it. register: of the entry that the field `key` names, else
 * of the applicant's own. case: of a task, the variables of the case it belongs to.
 */
export type FieldSource = Readonly<{ text: string }> & (
  | Readonly<{ kind: 'account'; path: AccountField }>
  | Readonly<{ kind: 'earlier'; path: readonly string[]; procedure: string | null }>
  | Readonly<{ kind: 'register'; register: RegisterName; field: string; key: string | null }>
  | Readonly<{ kind: 'case'; path: readonly string[] }>
);
export type AccountField = (typeof ACCOUNT_FIELDS)[number];
export const ACCOUNT_FIELDS = ['name', 'identifier'] as const;

/** `sources` in the order in which they are asked; `isCorrectable` false: what they know stands, whatever is sent. */
export type KnownFrom = Readonly<{ sources: readonly FieldSource[]; isCorrectable: boolean }>;

/** `kind:path[by]` */
const SOURCE = /^(account|earlier|register|case):([\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*)*)(?:\[([\p{L}\p{N}_.-]+)\])?$/u;

type Sentence = Readonly<{ vi: string; en: string }>;

/** One source as a schema names it, or what is wrong with it. Needs no parser, so that a page can read it too. */
export function readSource(text: string): FieldSource | Sentence {
  const [, kind, path = '', by] = SOURCE.exec(text) ?? [];
  const steps = path.split('.');
  switch (kind) {
    case 'account':
      if (by !== undefined || !(ACCOUNT_FIELDS as readonly string[]).includes(path)) return { vi: `tài khoản không có “${path}”; chỉ có ${ACCOUNT_FIELDS.join(', ')}`, en: `an account has no "${path}", only ${ACCOUNT_FIELDS.join(', ')}` };
      return { text, kind, path: path as AccountField };
    case 'earlier':
      return { text, kind, path: steps, procedure: by ?? null };
    case 'register':
      return registerOf(text, steps, by ?? null);
    case 'case':
      return by === undefined ? { text, kind, path: steps } : { vi: `“${text}” không cần “[${by}]”: mỗi việc thuộc đúng một hồ sơ`, en: `"${text}" needs no "[${by}]": a task belongs to one case` };
    default:
      return { vi: `không hiểu nguồn “${text}”; nguồn là account:, earlier:, register: hoặc case:`, en: `"${text}" is no source; sources are account:, earlier:, register: or case:` };
  }
}

function registerOf(text: string, [register = '', ...rest]: readonly string[], key: string | null): FieldSource | Sentence {
  if (!Object.hasOwn(REGISTER_FIELDS, register)) return { vi: `không có sổ đăng ký “${register}”; có ${Object.keys(REGISTER_FIELDS).join(', ')}`, en: `there is no register "${register}", only ${Object.keys(REGISTER_FIELDS).join(', ')}` };
  const [name, field] = [register as RegisterName, rest.join('.')];
  const known: readonly string[] = REGISTER_FIELDS[name];
  if (!known.includes(field)) return { vi: `sổ “${register}” không có “${field}”; có ${known.join(', ')}`, en: `register "${register}" has no "${field}", only ${known.join(', ')}` };
  return { text, kind: 'register', register: name, field, key };
}
