import { builtinModules } from 'node:module';
import ts from 'typescript';

export type SourceImport = Readonly<{
  file: string;
  /** Name of the package: `@lienthong/kernel` of `@lienthong/kernel/x`. */
  from: string;
  /** Gone once compiled. */
  isTypeOnly: boolean;
  /** What an image runs. */
  isProduction: boolean;
}>;

/** Specs and what only specs use, the build of the web app, and one machine's own PostgreSQL: none of it is in an image. */
const NOT_PRODUCTION = /\.spec\.tsx?$|\/spec-[^/]+\.ts$|^test\/|^libs\/testing\/|\/vite\.config\.ts$|^deploy\/local\/src\/local-postgres\.ts$/;

/** The packages that a source file imports; relative imports and Node's own modules are left out. */
export function importsOf(file: string, source: string): readonly SourceImport[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.ES2024, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: SourceImport[] = [];
  const note = (specifier: ts.Expression | undefined, isTypeOnly: boolean): void => {
    const from = specifier !== undefined && ts.isStringLiteral(specifier) ? packageOf(specifier.text) : undefined;
    if (from !== undefined) found.push({ file, from, isTypeOnly, isProduction: !NOT_PRODUCTION.test(file) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) note(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
    else if (ts.isExportDeclaration(node)) note(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) note(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

export function packageOf(specifier: string): string | undefined {
  if (/^[./]/.test(specifier) || specifier.startsWith('node:')) return undefined;
  const [first = '', second = ''] = specifier.split('/');
  if (builtinModules.includes(first)) return undefined;
  return first.startsWith('@') ? `${first}/${second}` : first;
}
