import { acceptedTypes, FILE_TYPES, type FileType, type FormFile } from '@lienthong/bpmn/files';
import { Description, Errors, FormContext, useExpressionEvaluation } from '@bpmn-io/form-js-viewer';
import { h, type ComponentChild } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import { FieldLabel } from './field-label.js';
import { isFormFile, sizeOf, type FormFiles, type Translate } from './form-files.js';
import { useUploads } from './use-uploads.js';

const ALL_TYPES = Object.keys(FILE_TYPES) as readonly FileType[];

type Component = Readonly<{ label?: string; description?: string; accept?: string; multiple?: boolean | string; validate?: Readonly<{ required?: boolean }> }>;
type Props = Readonly<{
  field: Component; value?: unknown; domId: string; errors?: readonly string[]; disabled: boolean; readonly: boolean;
  onChange(update: Readonly<{ value: readonly FormFile[] }>): void; onBlur(): void; onFocus(): void;
}>;

/**
 * The viewer's own picker keeps files to itself until the form is sent, hides its input from the keyboard, and speaks English. This one sends
 * a file as it is chosen and holds what the service made of it, so that conditions and rules see the same here as there.
 */
export function FileField({ field, value, domId, errors = [], disabled, readonly, onChange, onBlur, onFocus }: Props): ComponentChild {
  const { label = '', description = '', accept = '', multiple = false, validate } = field;
  const { getService } = useContext(FormContext);
  const [files, translate] = [getService('formFiles') as FormFiles, getService('translate') as Translate];
  const input = useRef<HTMLInputElement>(null);
  const isMultiple = useExpressionEvaluation(multiple) === true;
  const types = acceptedTypes(accept);
  const endings = (types ?? ALL_TYPES).flatMap((type) => FILE_TYPES[type]);
  const held = Array.isArray(value) ? value.filter(isFormFile) : [];
  const { waiting, problem, take, drop } = useUploads(files, { label, isMultiple, accept: types }, held, (next) => onChange({ value: next }));
  const isClosed = disabled || readonly;
  const problems = problem === '' ? errors : [...errors, problem];
  const said = { status: `${domId}-status`, description: `${domId}-description`, hint: `${domId}-hint`, errors: `${domId}-error-message` };
  return h('div', { class: `fjs-form-field fjs-form-field-filepicker${problems.length > 0 ? ' fjs-has-errors' : ''}${disabled ? ' fjs-disabled' : ''}${readonly ? ' fjs-readonly' : ''}` },
    h(FieldLabel, { htmlFor: domId, label, required: validate?.required === true }),
    h(Description, { id: said.description, description }),
    h('div', { class: 'file-choice' },
      h('input', {
        type: 'file', id: domId, name: domId, ref: input, class: 'visually-hidden', disabled: isClosed, multiple: isMultiple, accept: [...(types ?? ALL_TYPES), ...endings].join(','),
        required: validate?.required === true, 'aria-invalid': problems.length > 0, 'aria-describedby': `${said.status} ${said.description} ${said.hint} ${said.errors}`, onBlur, onFocus,
        onChange: ({ currentTarget }: Readonly<{ currentTarget: HTMLInputElement }>) => {
          void take([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        },
      }),
      // Whoever uses a keyboard or a screen reader has the input itself, which its label names.
      !isClosed && h('span', { class: 'button file-button', 'aria-hidden': true, onClick: () => input.current?.click() }, translate(isMultiple ? 'Choose files' : 'Choose a file')),
      h('span', { id: said.status, role: 'status', class: 'file-status' }, statusOf(held, waiting, translate)),
    ),
    !isClosed && h('p', { id: said.hint, class: 'file-status' }, translate('{value}, at most 20 MB each', { value: endings.join(', ') })),
    held.length > 0 && h('ul', { class: 'file-list' }, held.map((file) => h('li', { key: file.sha256 },
      h('span', null, `${file.name} (${sizeOf(file.size, files.language)})`),
      !isClosed && h('button', {
        type: 'button', class: 'button',
        onClick: () => {
          drop(file.sha256);
          input.current?.focus();
        },
      }, translate('Remove {value}', { value: file.name })),
    ))),
    h(Errors, { id: said.errors, errors: [...problems] }),
  );
}

FileField.config = {
  type: 'filepicker', keyed: true, label: 'File picker', group: 'basic-input', emptyValue: [] as readonly FormFile[],
  sanitizeValue: ({ value }: Readonly<{ value: unknown }>): unknown => value ?? [],
  create: (options: object = {}): object => options,
};

function statusOf(held: readonly FormFile[], waiting: string, translate: Translate): string {
  if (waiting !== '') return translate('Uploading {value}', { value: waiting });
  return held.length === 0 ? translate('No files selected') : translate('{value} files selected', { value: String(held.length) });
}
