/** bpmn-moddle ships types for the elements, not for its entry; this is the part of it that parse.ts uses. */
declare module 'bpmn-moddle' {
  type Property = Readonly<{
    name: string;
    ns: Readonly<{ name: string; localName: string }>;
    type?: string;
    isAttr?: boolean;
    isReference?: boolean;
    isMany?: boolean;
  }>;
  export type ModdleElement = {
    readonly $type: string;
    readonly $attrs: Readonly<Record<string, unknown>>;
    readonly $descriptor: Readonly<{ properties: readonly Property[] }>;
    readonly [property: string]: unknown;
  };
  export const BpmnModdle: new (packages?: Readonly<Record<string, unknown>>) => Readonly<{
    fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: readonly { message: string; element?: ModdleElement }[] }>;
  }>;
}
