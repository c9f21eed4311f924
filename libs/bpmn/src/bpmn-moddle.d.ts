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
    readonly $descriptor: Readonly<{ properties: readonly Property[]; propertiesByName: Readonly<Record<string, Property>> }>;
    readonly $parent?: ModdleElement;
    readonly $instanceOf: (type: string) => boolean;
    readonly [property: string]: unknown;
  };
  /** Every reference of the file in its order, as it is written. */
  export type ModdleReference = Readonly<{ element: ModdleElement; property: string; id: string }>;
  export type ModdleWarning = Readonly<{ message: string; element?: ModdleElement; property?: string; value?: string }>;
  export type ModdleResult = Readonly<{
    rootElement: ModdleElement;
    references: readonly ModdleReference[];
    elementsById: Readonly<Record<string, ModdleElement>>;
    warnings: readonly ModdleWarning[];
  }>;
  export const BpmnModdle: new (packages?: Readonly<Record<string, unknown>>) => Readonly<{ fromXML(xml: string): Promise<ModdleResult> }>;
}
