/** A model for specs: what must be paid for an area, as one decision table of two rows. */
export const SAMPLE_MODEL = 'sample-fee-rules';

type SampleOptions = Readonly<{ id?: string; decision?: string; small?: string; large?: string; limit?: string; more?: string; smallTest?: string; imports?: string }>;

export function sampleDecision({ id = SAMPLE_MODEL, decision = 'sample-fee', small = '20', large = '50', limit = '100', smallTest, more = '', imports = '' }: SampleOptions = {}): string {
  const row = (rule: string, test: string, output: string, source: string): string =>
    `<rule id="${rule}"><inputEntry id="${rule}-area"><text>${test}</text></inputEntry><outputEntry id="${rule}-fee"><text>${output}</text></outputEntry><annotationEntry><text>${source}</text></annotationEntry></rule>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="${id}" name="Lệ phí mẫu" namespace="urn:lienthong:sample:${id}">${imports}
  <inputData id="area-input" name="contractPrice"><variable name="contractPrice" typeRef="number"/></inputData>
  <decision id="${decision}" name="Mức thu mẫu"><variable name="Mức thu mẫu" typeRef="number"/>
    <informationRequirement><requiredInput href="#area-input"/></informationRequirement>
    <decisionTable id="${decision}-table" hitPolicy="UNIQUE">
      <input id="area" label="Giá"><inputExpression typeRef="number"><text>contractPrice</text></inputExpression></input>
      <output id="fee" label="Mức thu" typeRef="number"/>
      <annotation name="Căn cứ"/>
      ${row('small', smallTest ?? `&lt;= ${limit}`, small, 'Điều 1 mẫu')}
      ${row('large', `&gt; ${limit}`, large, 'Điều 2 mẫu')}
      ${row('unsaid', 'null', '0', 'Điều 3 mẫu')}
    </decisionTable>
  </decision>${more}
</definitions>`;
}
