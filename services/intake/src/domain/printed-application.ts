import type { Bilingual } from '@lienthong/calendar';
import type { Content, ContentValue } from './application.js';
import type { Component } from './components.js';
import { at, overlap, saidBy, STANDING } from './correction.js';
import type { Dossier } from './dossier.js';
import { formVersionOf } from './form-at-receipt.js';
import { plainText, printedForm, type PrintedLine } from './printed-form.js';
import { findVersionInForce, type Procedure, type ProcedureVersion } from './procedure.js';
import { CHANNEL_NAMES, RETURN_NAMES } from './receipt-form.js';

/** What was applied for, as it stands now: the form with its answers, the papers, where answers were filled in from, and what was set right since. */
export type PrintedApplication = Readonly<{
  title: Bilingual;
  receivingUnit: string;
  dossierCode: string;
  procedure: Readonly<{ code: string; name: Bilingual; version: number | null }>;
  submittedAt: string;
  receivedAt: string | null;
  channel: Bilingual;
  resultBy: Bilingual;
  submittedBy: string;
  lines: readonly PrintedLine[];
  papers: readonly Readonly<{ name: Bilingual; originals: number; copies: number; files: readonly string[]; from: Bilingual | null }>[];
  sources: readonly Bilingual[];
  corrections: readonly Readonly<{ at: string; by: string; reason: string; fields: readonly Readonly<{ label: Bilingual; before: string; after: string }>[] }>[];
}>;

/** By the form that the application was last filled in by, or which an acceptance found it to fit. */
export function printedApplication(dossier: Dossier, procedure: Procedure): PrintedApplication {
  const { code, application, submittedAt, receipt, prefilled = [], corrections = [] } = dossier;
  const version = formOf(dossier, procedure);
  return {
    title: { vi: 'Nội dung đơn đã nộp', en: 'Application as handed in' },
    receivingUnit: application.receivingUnit, dossierCode: code,
    procedure: { code: application.procedureCode, name: version?.name ?? { vi: application.procedureCode, en: application.procedureCode }, version: version?.version ?? null },
    submittedAt, receivedAt: receipt?.receivedAt ?? null, channel: CHANNEL_NAMES[application.channel], resultBy: RETURN_NAMES[application.returnManner], submittedBy: application.submitter.name,
    lines: linesOf(dossier, version),
    papers: application.components.map((component) => paperOf(component, dossier, version)),
    sources: prefilled.map(({ account }) => account.text),
    corrections: corrections.map(({ at: when, by, reason, corrections: fields }) => ({ at: when, by: by.name, reason, fields: fields.map(({ label, before, after }) => ({ label, before: plainText(before), after: plainText(after) })) })),
  };
}

function formOf(dossier: Dossier, procedure: Procedure): ProcedureVersion | undefined {
  const { formCheck, submittedAt } = dossier;
  const judged = formCheck?.result === 'fits' ? procedure.versions.find(({ version }) => version === formCheck.judgedBy) : undefined;
  return judged ?? formVersionOf(dossier, procedure) ?? findVersionInForce(procedure, submittedAt.slice(0, 10));
}

/** What the form does not ask for but every application says, or an earlier form asked, stands before it and behind it. */
function linesOf({ application }: Dossier, version: ProcedureVersion | undefined): readonly PrintedLine[] {
  const said = saidBy(application);
  const asked = version === undefined ? [] : printedForm(version, said);
  const paths = asked.flatMap((line) => (line.kind === 'heading' ? [] : [line.path]));
  const isAsked = (path: readonly string[]): boolean => paths.some((each) => overlap(each, path));
  const standing = STANDING.filter(({ path }) => !isAsked(path)).flatMap(({ path, label }) => valueLine(path, label, at(said, path)));
  const left = Object.entries(application.content ?? ({} as Content)).filter(([name]) => !isAsked([name])).flatMap(([name, value]) => valueLine([name], { vi: name, en: name }, value));
  return [...standing, ...asked, ...left];
}

function valueLine(path: readonly string[], label: Bilingual, value: ContentValue): readonly PrintedLine[] {
  const text = plainText(value);
  return text === '' ? [] : [{ kind: 'value', path, label, text }];
}

function paperOf({ code, originals, copies, files, source }: Component, { application: { attachments = [] } }: Dossier, version: ProcedureVersion | undefined): PrintedApplication['papers'][number] {
  const name = version?.components.find((component) => component.code === code)?.name ?? { vi: code, en: code };
  // A file of the form is known by its name; of any other its beginning of the hash tells it apart.
  const named = files.map((hash) => attachments.find(({ sha256 }) => sha256 === hash)?.name ?? hash.slice(0, 12));
  return { name, originals, copies, files: named, from: source === undefined ? null : sourceOf(source) };
}

function sourceOf(source: NonNullable<Component['source']>): Bilingual {
  switch (source.kind) {
    case 'form': return { vi: 'chính là đơn này', en: 'this very form' };
    case 'national-store': return { vi: `kho dữ liệu quốc gia, mã ${source.resultCode}`, en: `the national repository, ${source.resultCode}` };
    case 'earlier-dossier': return { vi: `hồ sơ ${source.dossierCode}`, en: `dossier ${source.dossierCode}` };
  }
}
