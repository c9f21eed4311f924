import type { Reaction } from '@lienthong/event-store';
import { childCode, planChild, variablesOfChild } from '../domain/child-dossier.js';
import { fileOf, noInstance } from '../domain/instance.js';
import { advanceBy, advanceDossier, dossierRefOf, type Loaded } from './advance-dossier.js';
import { reactionOf } from './clock-reaction.js';
import type { DossierPorts } from './dossier-ports.js';
import type { Errand } from './mail.js';
import { readSent, type Sent } from './sent-content.js';

/** A message started another process of the file: the child dossier begins, and its parent knows of it, in one append. */
export async function startChild(ports: DossierPorts, errand: Extract<Errand, { kind: 'start-child' }>): Promise<Reaction> {
  const [parent, sent] = await Promise.all([ports.loadInstance(errand.code), readSent(ports, errand.source)]);
  // A case that was withdrawn meanwhile begins nothing new.
  if (sent === undefined || parent.state.pin === null || parent.state.run.status === 'terminated') return 'nothing';
  return begin(ports, errand, parent, sent);
}

async function begin(ports: DossierPorts, { code, process, startEvent }: Extract<Errand, { kind: 'start-child' }>, parent: Loaded, { variables, at }: Sent): Promise<Reaction> {
  const { pin } = parent.state;
  const file = pin === null ? undefined : fileOf(pin);
  const definition = file === undefined ? undefined : (await ports.findCompiled(file.procedure, file.version))?.processes[process];
  if (pin === null || definition === undefined) throw new Error(`Expected to start process ${process} for dossier ${code}, but its published file has none of that name`);
  const calendars = await ports.newestCalendars(definition.procedure?.calendar ?? '');
  const plan = planChild(code, { ...pin, receivedOn: parent.state.receivedOn }, definition, at, calendars);
  if (plan.kind === 'rejected') throw new Error(`${plan.rejection.code}: ${plan.rejection.because}`);
  const { child, procedure, dueAt } = plan.pin;
  if (child === undefined) throw new Error(`Expected a child dossier of ${code}, but its plan names no parent`);
  const day = at.slice(0, 10);
  const ownCode = childCode(child.unit, day, await ports.mail.drawChildNumber(child.unit, day));
  const begun = await advanceBy(ports, ownCode, { state: noInstance, version: 0 }, {
    type: 'TakeOverDossier', at, data: { definition, pin: plan.pin, variables: variablesOfChild(definition, variables, ownCode, code), startEvent },
  });
  const { name, agency, unit } = child;
  const noted = await advanceBy(ports, code, parent, { type: 'NoteChild', at, data: { childCode: ownCode, process, procedure, name, agency, unit, dueAt, at } });
  if (begun.kind === 'rejected') throw new Error(`${begun.rejection.code}: ${begun.rejection.because}`);
  if (noted.kind === 'rejected') throw new Error(`${noted.rejection.code}: ${noted.rejection.because}`);
  return {
    streams: [...noted.streams, ...begun.streams], also: [...noted.also, ...begun.also],
    meta: { actor: { role: 'service', name: 'processing' }, at, dossier: await dossierRefOf(ports, code, parent.state) },
  };
}

export async function noteChildEnd(ports: DossierPorts, { source, code, parent }: Extract<Errand, { kind: 'child-ended' }>): Promise<Reaction> {
  const sent = await readSent(ports, source);
  if (sent === undefined) return 'nothing';
  const { at, variables } = sent;
  const data = { childCode: code, outcome: said(variables['outcome']), name: said(variables['outcomeName']), at };
  return reactionOf(ports, parent, at, await advanceBy(ports, parent, await ports.loadInstance(parent), { type: 'NoteChildEnd', at, data }));
}

/** The case was ended from outside: what its other bodies still do for it comes to nothing. */
export async function endChild(ports: DossierPorts, { code, reason }: Extract<Errand, { kind: 'end-child' }>, at: string): Promise<Reaction> {
  const by = { subject: 'processing', name: 'Hồ sơ chính đã dừng' };
  const advance = await advanceDossier(ports, code, { type: 'TerminateInstance', at, data: { reason, by } });
  return advance.kind === 'rejected' && advance.rejection.code === 'ENDED' ? 'nothing' : reactionOf(ports, code, at, advance);
}

/** What a child's end says of itself is text; anything else was not said by an end event. */
const said = (value: unknown): string => (typeof value === 'string' ? value : '');
