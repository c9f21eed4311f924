import ts from 'typescript';

export type RequestWords = Readonly<{ members: readonly string[]; rules: readonly string[] }>;

/** Of a source file: members of classes that class-validator checks, and the rules by the names that its errors give them. */
export function requestWordsOf(text: string): RequestWords {
  const source = ts.createSourceFile('requests.ts', text, ts.ScriptTarget.Latest, true);
  const imported = source.statements.flatMap((statement) => (ts.isImportDeclaration(statement) && textOf(statement.moduleSpecifier) === 'class-validator' ? namesOf(statement) : []));
  const [members, rules] = [new Set<string>(), new Set<string>()];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node)) {
      const decorators = (ts.getDecorators(node) ?? []).flatMap(({ expression }) => (ts.isCallExpression(expression) ? [expression.expression.getText()] : []));
      const own = decorators.filter((name) => imported.includes(name) || /^Is[A-Z]/.test(name));
      if (own.length > 0) members.add(textOf(node.name));
      own.filter((name) => imported.includes(name) && !SAY_NOTHING.includes(name)).forEach((name) => rules.add(ruleOf(name)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { members: [...members], rules: [...rules] };
}

/** They let something pass, or hand on to the class below. */
const SAY_NOTHING: readonly string[] = ['IsOptional', 'ValidateIf', 'ValidateNested'];

const textOf = (node: ts.Node): string => (ts.isStringLiteral(node) ? node.text : node.getText());

function namesOf({ importClause }: ts.ImportDeclaration): readonly string[] {
  const bindings = importClause?.namedBindings;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
}

function ruleOf(decorator: string): string {
  if (decorator === 'Length') return 'isLength';
  return `${decorator.charAt(0).toLowerCase()}${decorator.slice(1)}`.replace('UUID', 'Uuid').replace('ISO', 'Iso');
}
