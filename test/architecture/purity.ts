import ts from 'typescript';

export type Impurity = Readonly<{ line: number; what: 'async' | 'class' | 'console' | 'date' | 'decorator' | 'process' | 'random' | 'throw' | 'timer' }>;

const GLOBALS: Readonly<Record<string, Impurity['what']>> = {
  process: 'process', console: 'console', crypto: 'random',
  setTimeout: 'timer', setInterval: 'timer', setImmediate: 'timer', queueMicrotask: 'timer', performance: 'date',
};

/** What a pure file may not contain: the clock, luck, the outside, classes, exceptions. `assertNever` may throw. */
export function impurities(fileName: string, source: string): readonly Impurity[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ES2024, true);
  const found: Impurity[] = [];
  const report = (node: ts.Node, what: Impurity['what']): void => {
    found.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, what });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isDecorator(node)) report(node, 'decorator');
    else if (ts.isClassLike(node)) report(node, 'class');
    else if (ts.isThrowStatement(node) && enclosingFunction(node) !== 'assertNever') report(node, 'throw');
    else if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) report(node, 'async');
    else if (ts.isNewExpression(node) && node.expression.getText(file) === 'Date') report(node, 'date');
    else if (ts.isPropertyAccessExpression(node) && node.getText(file) === 'Math.random') report(node, 'random');
    else if (ts.isPropertyAccessExpression(node) && node.getText(file) === 'Date.now') report(node, 'date');
    else if (ts.isIdentifier(node) && isFreeUse(node)) report(node, GLOBALS[node.text]!);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isFreeUse(node: ts.Identifier): boolean {
  if (!Object.hasOwn(GLOBALS, node.text)) return false;
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isCallExpression(parent) && parent.expression === node;
}

function enclosingFunction(node: ts.Node): string | undefined {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) if (ts.isFunctionDeclaration(at)) return at.name?.text;
  return undefined;
}
