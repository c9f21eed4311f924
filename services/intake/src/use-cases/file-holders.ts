import type { Rejection } from '@lienthong/kernel';
import { CITIZEN, type By } from '../domain/application.js';
import type { Component } from '../domain/components.js';
import type { DossierPorts } from './dossier-ports.js';

export type UnknownFile = Rejection<'FILE_UNKNOWN'> & Readonly<{ hash: string }>;

/** A citizen holds what he uploaded; an office shares what its clerks scanned. */
export function holderOf({ agency, unit, subject }: Pick<By, 'agency' | 'unit' | 'subject'>): string {
  return agency === CITIZEN ? `citizen:${subject}` : `unit:${unit}`;
}

/** The first attached file that the requester has not uploaded. Naming a hash must not be a way to somebody else's paper. */
export async function findForeignFile(ports: DossierPorts, by: By, components: readonly Component[]): Promise<UnknownFile | undefined> {
  const holder = holderOf(by);
  for (const hash of new Set(components.flatMap((component) => component.files))) {
    const { state } = await ports.files.state(hash);
    if (!state.holders.includes(holder) || await ports.isBeingDestroyed(hash)) return { code: 'FILE_UNKNOWN', because: `Expected to attach file ${hash}, but the requester has not uploaded it`, hash };
  }
  return undefined;
}
