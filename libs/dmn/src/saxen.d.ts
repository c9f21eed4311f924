/** saxen ships no types; this is the part of it that xml-document.ts uses. Texts and attributes come undecoded. */
declare module 'saxen' {
  export type SaxenParser = Readonly<{
    on(name: 'openTag', hear: (name: string, attributes: () => Readonly<Record<string, string>>, decode: unknown, isSelfClosing: boolean) => void): unknown;
    on(name: 'closeTag', hear: (name: string) => void): unknown;
    on(name: 'text' | 'cdata' | 'attention', hear: (text: string) => void): unknown;
    on(name: 'error' | 'warn', hear: (error: Error) => void): unknown;
    parse(xml: string): unknown;
    stop(): unknown;
  }>;
  export const Parser: new () => SaxenParser;
}
