import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { uploadFile, type StoredFile } from '../api/files.js';
import { keys } from '../api/live-cache.js';
import { handOver, receiversOf, type Receiver, type Result } from '../api/results.js';
import fields from '../apply/apply.module.css';
import { ProblemNotice } from '../design/problem-notice.js';
import { useWords } from '../language/language.js';
import { resultWords } from './result-words.js';

const NOBODY: Receiver = { name: '', identifier: '' };
/** A number of letters, digits, dots and dashes, as the service takes it. */
const REPOSITORY_NUMBER = '[A-Za-z0-9.\\-]{4,60}';

/** At the counter: to whom, with which files, and under which number the result was shared for reuse. */
export function HandOverAct({ result }: Readonly<{ result: Result }>) {
  const { code } = result;
  const words = useWords(resultWords);
  const client = useQueryClient();
  const id = useId();
  const known = receiversOf(result);
  const [chosen, setChosen] = useState(known[0]?.identifier ?? '');
  const [other, setOther] = useState(NOBODY);
  const [authorisation, setAuthorisation] = useState('');
  const [sharedAs, setSharedAs] = useState('');
  const [files, setFiles] = useState<readonly StoredFile[]>([]);
  const receiver = known.find(({ identifier }) => identifier === chosen);
  const uploading = useMutation({ mutationFn: uploadFile, onSuccess: (stored) => setFiles((before) => [...before.filter(({ hash }) => hash !== stored.hash), stored]) });
  const handing = useMutation({
    mutationFn: () => handOver(code, {
      receiver: receiver ?? { name: other.name.trim(), identifier: other.identifier.trim() }, ...(receiver === undefined && { authorisation: authorisation.trim() }),
      ...(files.length > 0 && { resultFiles: files.map(({ hash }) => hash) }), ...(sharedAs.trim() !== '' && { sharedAs: sharedAs.trim() }),
    }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: keys.dossier(code) }), client.invalidateQueries({ queryKey: keys.application(code) })]),
  });
  const text = (name: string, label: string, value: string, change: (value: string) => void) => (
    <p className={fields.field}><label htmlFor={`${id}-${name}`}>{label}</label><input id={`${id}-${name}`} required maxLength={200} autoComplete="off" value={value} onChange={({ target }) => change(target.value)} /></p>
  );
  return (
    <form
      className={fields.page} aria-label={words.handOver}
      onSubmit={(event) => {
        event.preventDefault();
        if (!handing.isPending && !uploading.isPending) handing.mutate();
      }}
    >
      <p className={fields.field}>
        <label htmlFor={`${id}-to`}>{words.receiver}</label>
        <select id={`${id}-to`} value={chosen} onChange={({ target }) => setChosen(target.value)}>
          {known.map(({ name, identifier }) => <option key={identifier} value={identifier}>{name}</option>)}
          <option value="">{words.another}</option>
        </select>
      </p>
      {receiver === undefined && (
        <>
          {text('name', words.name, other.name, (name) => setOther({ ...other, name }))}
          {text('identifier', words.identifier, other.identifier, (identifier) => setOther({ ...other, identifier }))}
          {text('authorisation', words.authorisation, authorisation, setAuthorisation)}
        </>
      )}
      <p className={fields.field}>
        <label htmlFor={`${id}-file`}>{words.files}</label>
        <input
          id={`${id}-file`} type="file" accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg" aria-describedby={`${id}-file-help`}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) uploading.mutate(file);
            target.value = '';
          }}
        />
        <span id={`${id}-file-help`} className={fields.quiet}>{words.filesHelp}</span>
      </p>
      <p role="status" className={fields.quiet}>{uploading.isPending ? words.uploading : files.map(({ name }) => words.uploaded(name)).join('; ')}</p>
      {uploading.error !== null && <ProblemNotice error={uploading.error} />}
      {files.length > 0 && <ul className={fields.files}>{files.map(({ hash, name }) => <li key={hash}><button type="button" className="button" onClick={() => setFiles(files.filter((each) => each.hash !== hash))}>{words.remove(name)}</button></li>)}</ul>}
      <p className={fields.field}>
        <label htmlFor={`${id}-shared`}>{words.shared}</label>
        <input id={`${id}-shared`} value={sharedAs} maxLength={60} pattern={REPOSITORY_NUMBER} autoComplete="off" aria-describedby={`${id}-shared-help`} onChange={({ target }) => setSharedAs(target.value)} />
        <span id={`${id}-shared-help`} className={fields.quiet}>{words.sharedHelp}</span>
      </p>
      <p><button type="submit" className="button primary" aria-disabled={handing.isPending || uploading.isPending}>{words.confirm}</button></p>
      {handing.error !== null && <ProblemNotice error={handing.error} />}
    </form>
  );
}
