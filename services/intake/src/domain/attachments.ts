import { componentsAsked, filesIn, type FilledFile, type Form, type Variables } from '@lienthong/bpmn';
import type { Application, Attachment } from './application.js';
import type { Component } from './components.js';

type Papers = Pick<Application, 'components' | 'attachments'>;

/**
 * What a form's fields hold is the dossier's as any paper is. Where a field *is* a paper of the procedure, its files take the place of those that the
 * form gave before; what was handed in otherwise stays.
 */
export function papersOf({ components, attachments: before = [] }: Papers, form: Form, filled: Variables): Papers {
  const found = filesIn(form, filled);
  if (found.length === 0 && before.length === 0) return { components };
  const asked = componentsAsked(form.fields).map((code): Component => {
    const given = components.find((component) => component.code === code) ?? { code, originals: 0, copies: 0, files: [] };
    const earlier = hashesOf(before, code);
    return { ...given, files: [...new Set([...given.files.filter((hash) => !earlier.includes(hash)), ...hashesOf(found.map(attachmentOf), code)])] };
  });
  const changed = components.map((component) => asked.find(({ code }) => code === component.code) ?? component);
  const added = asked.filter(({ code, files }) => files.length > 0 && !components.some((component) => component.code === code));
  return { components: [...changed, ...added], attachments: found.map(attachmentOf) };
}

function attachmentOf({ path, label, component, file }: FilledFile): Attachment {
  return { ...file, path, label, ...(component !== null && { component }) };
}

const hashesOf = (files: readonly Attachment[], code: string): readonly string[] => files.filter(({ component }) => component === code).map(({ sha256 }) => sha256);
