import { accepted, rejected, type Command, type Decision, type Explanation, type ExplanationLine, type Rejection, type Text } from '@lienthong/kernel';
import type { By } from './application.js';
import { isClerkOf, notYours } from './dossier-rules.js';
import type { CompetenceNamed, Dossier } from './dossier.js';
import { listed, named, routedBySetting, type Units } from './routing.js';

const NOTHING = { vi: '', en: '' };

// Commands

/** A clerk says who decides where the table does not. */
export type NameCompetence = Command<'NameCompetence', { by: By; units: Units; reason: string }>;

// Rejections

export type RoutingRejection = Rejection<'ROUTING_UNCLEAR' | 'ROUTING_NOT_OPEN' | 'NOT_YOUR_DOSSIER'>;

// Decide

export function nameCompetence({ data: { by, units, reason }, at }: NameCompetence, dossier: Dossier): Decision<CompetenceNamed, RoutingRejection> {
  if (!isClerkOf(by, dossier)) return notYours('name the competent authority of', dossier, by);
  if (dossier.routing?.kind !== 'unclear' || dossier.receipt !== null) {
    return rejected('ROUTING_NOT_OPEN', `Expected to name the competent authority of dossier ${dossier.code}, but it is ${dossier.receipt === null ? 'known' : 'decided with the receipt'} already`);
  }
  const text = { vi: `${by.name} xác định cơ quan có thẩm quyền: ${named(units, 'vi')}. Lý do: ${reason}`, en: `${by.name} named the competent authority: ${named(units, 'en')}. Reason: ${reason}` };
  const line: ExplanationLine = { step: 'named', text, arithmetic: '', result: at, source: NOTHING, rule: null };
  return accepted({ type: 'CompetenceNamed', data: { code: dossier.code, units, reason, namedBy: { unit: by.unit, subject: by.subject, name: by.name }, namedAt: at, lines: [...dossier.routing.lines, line] } });
}

export function unclearRouting({ code }: Dossier): Readonly<{ kind: 'rejected'; rejection: RoutingRejection }> {
  return rejected('ROUTING_UNCLEAR', `Expected to accept dossier ${code}, but no rule says which authority is competent, and nobody has named it`);
}

/** Dossiers of earlier releases went where the installation sent them. */
export function explainRouting({ code, application: { competentUnits }, routing = routedBySetting(competentUnits) }: Dossier): Explanation {
  const isUnclear = routing.kind === 'unclear';
  return { of: 'routing', about: code, answer: isUnclear ? UNCLEAR : answerOf(competentUnits), value: isUnclear ? null : listed(competentUnits), lines: routing.lines };
}

const UNCLEAR: Text = { vi: 'Chưa xác định được cơ quan có thẩm quyền; cán bộ một cửa phải xác định trước khi tiếp nhận', en: 'The competent authority is not clear yet; a clerk has to name it before the dossier is accepted' };
const NOBODY_ELSE: Text = { vi: 'Không cơ quan nào khác có việc trong thủ tục này; nơi tiếp nhận giải quyết', en: 'No other agency has work in this procedure; the place of intake decides' };

function answerOf(units: Units): Text {
  if (Object.keys(units).length === 0) return NOBODY_ELSE;
  return { vi: `Cơ quan có thẩm quyền: ${named(units, 'vi')}`, en: `Competent: ${named(units, 'en')}` };
}
