import { mayWrite, writeLetter, type Letter, type WrittenLetter } from '@lienthong/bpmn';
import type { Actor } from '@lienthong/event-store';
import { openNumbers } from '../domain/decimals.js';
import { caseOf, fileOf, type Instance } from '../domain/instance.js';
import type { LetterRejection, IssueLetter } from '../domain/letter.decider.js';
import type { Issuer, Letters } from '../domain/letter.js';
import type { LegalClock } from '../domain/legal-clock.js';
import type { DossierPorts } from './dossier-ports.js';

type Stored = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: LetterRejection }>;

/** What was issued to whom, a stream of each dossier. An abstract class so that Nest can inject it. */
export abstract class LetterPorts {
  abstract load(code: string): Promise<Letters>;
  /** `caseCode`: the dossier to which the logs count it. */
  abstract issue(code: string, caseCode: string, command: IssueLetter, actor: Actor): Promise<Stored>;
}

/** A letter of the dossier's version, worded for it as it stands now. */
export type Draft = Readonly<{ letter: Letter; isDue: boolean; written: WrittenLetter }>;

type Standing = Readonly<{ code: string; instance: Instance; clock: LegalClock; officer: Issuer; at: string }>;

/** The letters that the version words which the dossier follows, in the file's order. */
export async function draftLetters(ports: DossierPorts, { code, instance, clock, officer, at }: Standing): Promise<readonly Draft[]> {
  if (instance.pin === null) return [];
  const { procedure, version, process } = fileOf(instance.pin);
  const model = await ports.findCompiled(procedure, version);
  const own = model?.processes[process ?? model.main]?.procedure;
  if (own === null || own === undefined) return [];
  const known = {
    dossier: {
      code, procedure: own.name.vi, procedureEn: own.name.en, receivedAt: clock.running === null ? null : clock.running.receivedAt,
      dueAt: clock.running === null ? null : clock.dueAt, promisedDueAt: clock.running === null ? null : clock.promisedDueAt,
    },
    officer: { ...officer },
  };
  const find = (name: string) => (name === 'dossier' || name === 'officer' ? known[name] : openNumbers(instance.run.variables[name]));
  return own.letters.map((letter) => ({ letter, isDue: mayWrite(letter, find, at), written: writeLetter(letter, find, at) }));
}

export async function issueLetter(ports: LetterPorts, { code, instance, officer, at }: Standing, { letter, isDue, written }: Draft, actor: Actor): Promise<Stored> {
  const { pin } = instance;
  const data = { code, letter: letter.code, name: letter.name, text: written.text, gaps: written.gaps, isDue, procedure: pin?.procedure ?? '', procedureVersion: pin?.procedureVersion ?? 0, by: officer };
  return ports.issue(code, caseOf(instance, code), { type: 'IssueLetter', at, data }, actor);
}
