import { RELEASED_CALENDARS, type CalendarBook } from '@lienthong/calendar';
import { BpmnModdle } from 'bpmn-moddle';
import { compileModel, type Compilation } from './compile-model.js';
import { finding, type Finding } from './findings.js';
import type { ModelElement } from './model.js';
import { VOCABULARIES } from './read/lexical.js';
import { plainTree } from './read/plain-tree.js';
import { withPlainIds } from './read/unicode-ids.js';
import { checkXmlBounds } from './xml-bounds.js';

export type Reading = Readonly<{ kind: 'read'; model: ModelElement }> | Readonly<{ kind: 'refused'; findings: readonly Finding[] }>;

/** It keeps nothing from one file to the next, and its vocabularies take longer to load than most files. */
const MODDLE = new BpmnModdle(VOCABULARIES);

/** From the file to tables. The only function of this library that awaits, since the parser does; it never rejects. */
export async function publishModel(xml: string, calendars: CalendarBook = RELEASED_CALENDARS): Promise<Compilation> {
  const reading = await readModel(xml);
  return reading.kind === 'read' ? compileModel(reading.model, calendars) : reading;
}

/** The parser reports most bad input as a warning and goes on without the part; so every warning refuses the file. */
export async function readModel(xml: string): Promise<Reading> {
  const outOfBounds = checkXmlBounds(xml);
  if (outOfBounds.length > 0) return { kind: 'refused', findings: outOfBounds };
  try {
    const plain = withPlainIds(xml);
    const { model, findings } = plain.restore(plainTree(await MODDLE.fromXML(plain.xml)));
    return findings.length === 0 ? { kind: 'read', model } : { kind: 'refused', findings };
  } catch (error) {
    const detail = firstLine(error instanceof Error ? error.message : String(error));
    return {
      kind: 'refused',
      findings: [finding(null, 'xml-unreadable', `Không đọc được tệp BPMN: ${detail}`, `The BPMN file cannot be read: ${detail}`)],
    };
  }
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message;
