import { compileModel, drawingOf, readModel, type Doubt, type Drawing, type Finding, type Model } from '@lienthong/bpmn';
import { stat } from 'node:fs/promises';
import { calendarsBeside } from './calendars-beside.js';
import { asksDecisions, decisionsBeside, stampOfDecisions } from './decisions-beside.js';
import type { Unusable } from './exit-codes.js';
import { readText } from './read-file.js';

export type LoadedModel =
  | Readonly<{ kind: 'compiled'; model: Model; drawing: Drawing; doubts: readonly Doubt[] }>
  | Readonly<{ kind: 'refused'; findings: readonly Finding[] }>
  | Unusable;
/** `decisions`: of the files beside it, where the model asks any. */
type Kept = Readonly<{ stamp: string; decisions: string; loaded: LoadedModel }>;

/** Some megabytes each at most; a batch rarely has more models in turn. */
const MAX_KEPT = 128;

/** Compiles each file once as long as it does not change. */
export type Models = Readonly<{ load: (path: string) => Promise<LoadedModel> }>;

export function openModels(): Models {
  const kept = new Map<string, Kept>();
  return {
    load: async (path) => {
      const stamp = await stampOf(path);
      const before = kept.get(path);
      if (before !== undefined && before.stamp === stamp && before.decisions === (await decisionsStamp(path, before.loaded))) return before.loaded;
      const loaded = await loadModel(path);
      kept.delete(path);
      if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
      if (loaded.kind !== 'unusable') kept.set(path, { stamp, decisions: await decisionsStamp(path, loaded), loaded });
      return loaded;
    },
  };
}

const decisionsStamp = async (path: string, loaded: LoadedModel): Promise<string> => (loaded.kind === 'compiled' && asksDecisions(loaded.model) ? stampOfDecisions(path) : '');

async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs}/${size}/${ino}`;
  } catch {
    return 'absent'; // reading it says why
  }
}

export async function loadModel(path: string): Promise<LoadedModel> {
  const xml = await readText(path);
  if (typeof xml !== 'string') return xml;
  const reading = await readModel(xml);
  if (reading.kind === 'refused') return reading;
  const calendars = await calendarsBeside(path, xml);
  if ('because' in calendars) return calendars;
  const compiled = compileModel(reading.model, calendars);
  if (compiled.kind === 'refused') return compiled;
  const findDecision = asksDecisions(compiled.model) ? await decisionsBeside(path) : null;
  return { kind: 'compiled', model: compiled.model, doubts: compiled.doubts, drawing: drawingOf(compiled.model, reading.model, findDecision, calendars) };
}
