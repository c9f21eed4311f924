import type { FormFile } from '@lienthong/bpmn/files';
import { Errors, FormContext, useExpressionEvaluation } from '@bpmn-io/form-js-viewer';
import { h, type ComponentChild } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { FieldLabel } from './field-label.js';
import { isFormFile, sizeOf, type FormFiles, type Translate } from './form-files.js';

type Props = Readonly<{ field: Readonly<{ label?: string; dataSource?: string }>; domId: string }>;

/** Files that another field or step holds, to be opened one by one: each opening is a reading of the dossier. */
export function FilePreview({ field: { label = '', dataSource = '' }, domId }: Props): ComponentChild {
  const translate = useContext(FormContext).getService('translate') as Translate;
  const source: unknown = useExpressionEvaluation(dataSource);
  const files = (Array.isArray(source) ? source : [source]).flat(1).filter(isFormFile);
  return h('div', { class: 'fjs-form-field fjs-form-field-documentPreview', role: 'group', 'aria-labelledby': `${domId}-label` },
    h(FieldLabel, { id: `${domId}-label`, label, htmlFor: domId }),
    files.length === 0 ? h('p', null, translate('No files to show.')) : h('ul', { class: 'file-list' }, files.map((file) => h(OneFile, { key: file.sha256, file, domId }))),
  );
}

FilePreview.config = { type: 'documentPreview', keyed: false, label: 'Document preview', group: 'presentation', create: (options: object = {}): object => options };

/** An image is shown in its place; what only the browser can open is handed to it. */
function OneFile({ file, domId }: Readonly<{ file: FormFile; domId: string }>): ComponentChild {
  const { getService } = useContext(FormContext);
  const [files, translate] = [getService('formFiles') as FormFiles, getService('translate') as Translate];
  const [shown, setShown] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => () => {
    if (shown !== null) URL.revokeObjectURL(shown);
  }, [shown]);
  const open = async (): Promise<void> => {
    setProblem('');
    try {
      const bytes = await files.read(file.sha256);
      if (file.mediaType.startsWith('image/')) setShown(URL.createObjectURL(bytes));
      else files.save(bytes, file.name);
    } catch (error) {
      setProblem(files.explain(error));
    }
  };
  return h('li', null,
    h('span', null, `${file.name} (${sizeOf(file.size, files.language)})`),
    h('button', { type: 'button', class: 'button', onClick: () => void open() }, translate('Open {value}', { value: file.name })),
    shown !== null && h('img', { class: 'file-image', src: shown, alt: file.name }),
    h(Errors, { id: `${domId}-${file.sha256}`, errors: problem === '' ? [] : [problem] }),
  );
}
