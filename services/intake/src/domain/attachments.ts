import { componentsAsked, filesIn, type FilledFile, type Form, type Variables } from '@lienthong/bpmn';
import type { Application, Attachment } from './application.js';
import type { Component } from './components.js';

type Papers = Pick<Application, 'components' | 'attachments'>;

/**
 * What a form's fields hold is the dossier's as any paper is. Where a field *is* a paper of the procedure, its files take the place of those that the
 * form gave before; what was handed in otherwise stays.
 */
export function papersOf({ components: given, attachments: before = [] }: Papers, form: Form, filled: Variables): Papers {
  const found = filesIn(form, filled);
  const components = withForm(given, form);
  if (found.length === 0 && before.length === 0) return { components };
  const asked = componentsAsked(form.fields).map((code): Component => {
    const present = components.find((component) => component.code === code) ?? { code, originals: 0, copies: 0, files: [] };
    const earlier = hashesOf(before, code);
    return { ...present, files: [...new Set([...present.files.filter((hash) => !earlier.includes(hash)), ...hashesOf(found.map(attachmentOf), code)])] };
  });
  const changed = components.map((component) => asked.find(({ code }) => code === component.code) ?? component);
  const added = asked.filter(({ code, files }) => files.length > 0 && !components.some((component) => component.code === code));
  return { components: [...changed, ...added], attachments: found.map(attachmentOf) };
}

/** Filled in, the form is that paper of the procedure, unless it was handed in as a paper too. */
function withForm(given: readonly Component[], { component: code }: Form): readonly Component[] {
  const isThere = ({ originals, copies, files, source }: Component): boolean => originals + copies + files.length > 0 || source !== undefined;
  if (code === undefined || given.some((each) => each.code === code && isThere(each))) return given;
  return [{ code, originals: 0, copies: 0, files: [], source: { kind: 'form' } }, ...given.filter((each) => each.code !== code)];
}

function attachmentOf({ path, label, component, file }: FilledFile): Attachment {
  return { ...file, path, label, ...(component !== null && { component }) };
}

const hashesOf = (files: readonly Attachment[], code: string): readonly string[] => files.filter(({ component }) => component === code).map(({ sha256 }) => sha256);
