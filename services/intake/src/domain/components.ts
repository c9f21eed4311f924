import type { RequiredComponent } from './procedure.js';

/** A paper of the dossier as it was handed in: counted sheets at a counter, files online. */
export type Component = Readonly<{ code: string; originals: number; copies: number; files: readonly string[]; source?: ComponentSource }>;

/** Where a paper comes from that nobody had to bring: the national repository, under the number of an earlier result; or it is the form that was filled in here; or files that an earlier dossier of the applicant keeps of it. */
export type ComponentSource = Readonly<{ kind: 'national-store'; resultCode: string }> | Readonly<{ kind: 'form' }> | Readonly<{ kind: 'earlier-dossier'; dossierCode: string }>;

/** The mandatory components that are absent or not handed in as often as the procedure asks. A file stands for the whole component, as does what was taken from the national repository. */
export function missingComponents(required: readonly RequiredComponent[], given: readonly Component[]): readonly RequiredComponent[] {
  return required.filter((component) => component.mandatory && !given.some((paper) => satisfies(paper, component)));
}

/** Codes that the procedure does not know. */
export function strangeComponents(required: readonly RequiredComponent[], given: readonly Component[]): readonly string[] {
  return given.map(({ code }) => code).filter((code) => !required.some((component) => component.code === code));
}

/** A supplement replaces a component of the same code and keeps the others in their order. */
export function supplemented(given: readonly Component[], added: readonly Component[]): readonly Component[] {
  const replaced = given.map((paper) => added.find(({ code }) => code === paper.code) ?? paper);
  return [...replaced, ...added.filter(({ code }) => !given.some((paper) => paper.code === code))];
}

function satisfies(paper: Component, required: RequiredComponent): boolean {
  if (paper.code !== required.code) return false;
  if (paper.files.length > 0 || paper.source !== undefined) return true;
  return paper.originals + paper.copies > 0 && paper.originals >= required.originals && paper.copies >= required.copies;
}
