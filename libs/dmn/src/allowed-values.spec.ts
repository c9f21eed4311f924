import { evaluateDecision, evaluateService, readModelLeniently, type DecisionModel } from './index.js';

const XML = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="land" name="land" namespace="urn:land">
  <itemDefinition name="tChannel"><typeRef>string</typeRef><allowedValues><text>"counter", "online"</text></allowedValues></itemDefinition>
  <itemDefinition name="tOther"><typeRef>tChannel</typeRef><allowedValues><text>"postal"</text></allowedValues></itemDefinition>
  <itemDefinition name="tChannels" isCollection="true"><typeRef>tChannel</typeRef></itemDefinition>
  <itemDefinition name="tChoice"><functionItem outputTypeRef="tChannel"><parameters name="a"/></functionItem></itemDefinition>
  <inputData id="given" name="given"><variable name="given"/></inputData>
  <businessKnowledgeModel id="choice" name="choice"><variable name="choice" typeRef="tChoice"/>
    <encapsulatedLogic><formalParameter name="a"/><literalExpression><text>a</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
  <decision id="other" name="other"><variable name="other" typeRef="tOther"/><literalExpression><text>"postal"</text></literalExpression></decision>
  <decision id="base" name="base"><variable name="base" typeRef="tOther"/><literalExpression><text>"online"</text></literalExpression></decision>
  <decision id="literal" name="literal"><variable name="literal"/><informationRequirement><requiredInput href="#given"/></informationRequirement>
    <literalExpression><text>(function(c: tChannel) c)(given)</text></literalExpression></decision>
  <decision id="list" name="list"><variable name="list"/><informationRequirement><requiredInput href="#given"/></informationRequirement>
    <literalExpression><text>(function(c: list&lt;tChannel&gt;) c)([given])</text></literalExpression></decision>
  <decision id="asked" name="asked"><variable name="asked"/><informationRequirement><requiredInput href="#given"/></informationRequirement>
    <literalExpression><text>given instance of tChannel</text></literalExpression></decision>
  <decision id="called" name="called"><variable name="called"/><informationRequirement><requiredInput href="#given"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#choice"/></knowledgeRequirement><literalExpression><text>choice(given)</text></literalExpression></decision>
  <decision id="before" name="before"><variable name="before" typeRef="string"/><literalExpression><text>"evaluated"</text></literalExpression></decision>
  <decision id="after" name="after"><variable name="after"/><informationRequirement><requiredDecision href="#before"/></informationRequirement>
    <literalExpression><text>before = null</text></literalExpression></decision>
  <decisionService id="service" name="service"><variable name="service"/><outputDecision href="#after"/><inputDecision href="#before"/></decisionService>
  <decision id="wrong kind" name="wrong kind"><variable name="wrong kind"/><knowledgeRequirement><requiredKnowledge href="#service"/></knowledgeRequirement>
    <literalExpression><text>service(1)</text></literalExpression></decision>
</definitions>`;

function model(): DecisionModel {
  const read = readModelLeniently(XML);
  if (read.kind === 'refused') throw new Error(read.findings[0]?.text.en);
  return read.model;
}

describe('allowed values', () => {
  it.each([
    ['literal', 'online', 'online'],
    ['literal', 'fax', null],
    ['list', 'online', ['online']],
    ['list', 'fax', null],
    ['called', 'online', 'online'],
    ['called', 'fax', null],
    ['asked', 'fax', true],
    ['other', null, 'postal'],
    ['base', null, null],
  ])('%s of %j is %j', (decision, given, value) => expect(evaluateDecision(model(), decision, { given }).value).toEqual(value));
});

describe('an input decision of a service', () => {
  it('is not evaluated, even where it is given nothing or what does not conform', () => {
    expect(evaluateService(model(), 'service', {}).value).toBe(true);
    expect(evaluateService(model(), 'service', { before: 'x' }).value).toBe(false);
    const called = evaluateDecision(model(), 'wrong kind', {});
    expect([called.value, called.errors.length]).toEqual([null, 1]);
  });
});
