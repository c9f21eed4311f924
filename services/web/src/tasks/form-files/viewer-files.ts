import { acceptedTypes, checkFiles } from '@lienthong/bpmn/files';
import { runExpressionEvaluation } from '@bpmn-io/form-js-viewer';
import { FileField } from './file-field.js';
import { FilePreview } from './file-preview.js';
import type { FormFiles } from './form-files.js';

type Component = Readonly<{ type: string; label?: string; accept?: string; multiple?: unknown }>;
type Instance = Readonly<{ id: string; expressionContextInfo: object }>;
type Validator = { validateFieldInstance(instance: Instance, value: unknown): string[] };

/** The viewer with fields of files that know the service, and with its rules for them. */
class ViewerFiles {
  static $inject = ['formFields', 'validator', 'formFieldRegistry', 'expressionLanguage', 'formFiles'];

  constructor(formFields: { register(type: string, field: unknown): void }, validator: Validator, registry: { get(id: string): Component | undefined }, expressions: Parameters<typeof runExpressionEvaluation>[0], { language }: FormFiles) {
    formFields.register('filepicker', FileField);
    formFields.register('documentPreview', FilePreview);
    const before = validator.validateFieldInstance.bind(validator);
    validator.validateFieldInstance = (instance, value) => {
      const component = registry.get(instance.id);
      if (component?.type !== 'filepicker') return before(instance, value);
      const { label = '', accept = '', multiple } = component;
      const isMultiple = runExpressionEvaluation(expressions, multiple, instance.expressionContextInfo) === true;
      return [...before(instance, value), ...checkFiles({ label, isMultiple, accept: acceptedTypes(accept) }, value).problems.map((problem) => problem[language])];
    };
  }
}

export const viewerFiles = (files: FormFiles): object => ({ __init__: ['viewerFiles'], viewerFiles: ['type', ViewerFiles], formFiles: ['value', files] });
