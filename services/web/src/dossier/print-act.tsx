import { useMutation } from '@tanstack/react-query';
import { saveFile } from '../api/save-file.js';
import { ProblemNotice } from '../design/problem-notice.js';

/** A page that a service prints, handed to the browser's downloads. */
export function PrintAct({ label, read, name }: Readonly<{ label: string; read: () => Promise<Blob>; name: string }>) {
  const printing = useMutation({ mutationFn: async () => saveFile(await read(), name) });
  return (
    <>
      <p><button type="button" className="button" aria-disabled={printing.isPending} onClick={() => printing.isPending || printing.mutate()}>{label}</button></p>
      {printing.error !== null && <ProblemNotice error={printing.error} />}
    </>
  );
}
