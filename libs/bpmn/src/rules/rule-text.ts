/** `source`: of BPMN 2.0.2 (formal/2013-12-09) or its XML schema. What stands in braces is filled in where the rule is broken. */
export type RuleText = Readonly<{ source: string; vi: string; en: string }>;
