import { checkFiles, type FileRule, type FormFile } from '@lienthong/bpmn/files';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormFiles } from './form-files.js';

type Uploads = Readonly<{ waiting: string; problem: string; take(chosen: readonly File[]): Promise<void>; drop(sha256: string): void }>;

/** Sends files one after the other as they are chosen; what the field does not take is said at once and not kept in it. */
export function useUploads(files: FormFiles, rule: FileRule, held: readonly FormFile[], change: (files: readonly FormFile[]) => void): Uploads {
  const [waiting, setWaiting] = useState('');
  const [problem, setProblem] = useState('');
  const isShown = useRef(true);
  // What the field holds by now: several uploads may end before it is drawn again.
  const newest = useRef(held);
  newest.current = held;
  useEffect(() => () => {
    isShown.current = false;
  }, []);
  const keep = (next: readonly FormFile[]): void => {
    newest.current = next;
    change(next);
  };
  const add = async (file: File): Promise<void> => {
    setWaiting(file.name);
    const stored = await files.upload(file);
    if (!isShown.current) return;
    const next = rule.isMultiple ? [...newest.current.filter(({ sha256 }) => sha256 !== stored.sha256), stored] : [stored];
    const [wrong] = checkFiles(rule, next).problems;
    if (wrong === undefined) keep(next);
    else setProblem(wrong[files.language]);
  };
  const take = async (chosen: readonly File[]): Promise<void> => {
    setProblem('');
    files.onBusy(true);
    try {
      for (const file of rule.isMultiple ? chosen : chosen.slice(0, 1)) await add(file);
    } catch (error) {
      setProblem(files.explain(error));
    } finally {
      setWaiting('');
      files.onBusy(false);
    }
  };
  return { waiting, problem, take, drop: (sha256) => keep(newest.current.filter((file) => file.sha256 !== sha256)) };
}
