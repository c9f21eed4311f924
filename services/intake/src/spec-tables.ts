import { DecisionPublishedSchema } from '@lienthong/contracts';
import type { Intake } from './spec-intake.js';

const NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
/** A table of one question: `commune` decides. */
export const table = (decision: string, type: string, rows: readonly (readonly [string, string, string])[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${NAMESPACE}" id="${decision}-rules" name="Bảng mẫu" namespace="urn:sample:${decision}">
<inputData id="commune" name="commune"><variable name="commune" typeRef="string"/></inputData>
<decision id="${decision}" name="Quyết định mẫu"><variable name="Quyết định mẫu"/><informationRequirement><requiredInput href="#commune"/></informationRequirement>
<decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression typeRef="string"><text>commune</text></inputExpression></input><output id="o" typeRef="${type}"><defaultOutputEntry><text>null</text></defaultOutputEntry></output><annotation name="Căn cứ"/>
${rows.map(([when, then, law], index) => `<rule id="r${index}"><inputEntry><text>${when}</text></inputEntry><outputEntry><text>${then}</text></outputEntry><annotationEntry><text>${law}</text></annotationEntry></rule>`).join('')}</decisionTable></decision></definitions>`;

/** As processing tells of it, and learnt when this returns. */
export async function publishTable(intake: Intake, decision: string, version: number, effectiveFrom: string, model: string): Promise<void> {
  await intake.processing.publish(DecisionPublishedSchema, `${decision}-rules`, {
    id: `${decision}-rules`, version, nameVi: 'Bảng mẫu', nameEn: 'Sample table', effectiveFrom, model, modelSha256: `sha-${version}`, publishedAt: '2026-11-01T08:00:00+07:00', decisions: [{ id: decision, name: 'Quyết định mẫu' }], namespace: `urn:sample:${decision}`, imports: [],
  });
  await intake.until(async () => (await intake.store.load(`decision/${decision}-rules`)).version, (known) => known === version);
}
