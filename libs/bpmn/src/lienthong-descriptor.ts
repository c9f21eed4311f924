/**
 * The moddle descriptor of our extension elements: what BPMN and Camunda do not say, and law needs.
 * Which element may carry which of them is in `read/executed.ts`; what they mean, in README.md.
 */
const attribute = (name: string) => ({ name, isAttr: true, type: 'String' });
const element = (name: string, ...attributes: readonly string[]) => ({
  name,
  superClass: ['Element'],
  properties: attributes.map(attribute),
});

const many = (name: string, type: string) => ({ name, isMany: true, type });

export const LIENTHONG_DESCRIPTOR = {
  name: 'Liên Thông',
  prefix: 'lienthong',
  uri: 'urn:lienthong:bpmn:1',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    {
      name: 'Procedure',
      superClass: ['Element'],
      properties: [
        ...['code', 'nameVi', 'nameEn', 'effectiveFrom', 'limit', 'calendar', 'owner', 'limitDays', 'limitOnline', 'limitCounter', 'limitPostal', 'cutOff', 'rollForward', 'tacit', 'limitBasisVi', 'limitBasisEn'].map(attribute),
        many('variables', 'Variable'),
        many('components', 'Component'),
        many('fees', 'Fee'),
        many('letters', 'Letter'),
        many('publicity', 'Publicity'),
        many('warnings', 'Warning'),
      ],
    },
    element('Variable', 'name'),
    element('Component', 'code', 'nameVi', 'nameEn', 'mandatory', 'originals', 'copies', 'form'),
    element('Fee', 'code', 'nameVi', 'nameEn', 'amount', 'decision'),
    { name: 'Letter', superClass: ['Element'], properties: [...['code', 'nameVi', 'nameEn', 'when'].map(attribute), many('texts', 'LetterText')] },
    { name: 'LetterText', superClass: ['Element'], properties: [attribute('lang'), { name: 'body', isBody: true, type: 'String' }] },
    element('Publicity', 'announcedOn', 'level', 'online', 'channels', 'subjects', 'yieldsDocument'),
    element('Assignment', 'agency', 'role'),
    element('CompletedBy', 'fact', 'outcome'),
    { name: 'Step', superClass: ['Element'], properties: [...['number', 'limit', 'counts'].map(attribute), many('warnings', 'Warning')] },
    element('Warning', 'at', 'to'),
    element('Clock', 'suspend', 'legalBasis'),
    element('DossierState', 'code'),
    element('Reason', 'vi', 'en'),
    element('Name', 'en'),
    element('FourEyes', 'element'),
    element('Escalation', 'after', 'toRole'),
    element('Message', 'correlationKey', 'timeToLive'),
    element('Result', 'variable'),
    element('Caught', 'codeVariable', 'messageVariable'),
    { name: 'WorkingTimer', isAbstract: true, extends: ['bpmn:TimerEventDefinition'], properties: [attribute('workingTime')] },
  ],
} as const;

/** What an old Zeebe wrote and its moddle package no longer describes. */
export const ZEEBE_ADDITIONS = [element('PublishMessage', 'correlationKey', 'messageId', 'timeToLive')];
