import Handlebars from 'handlebars';

/** Name of the helper that stands before every variable handed to a block, partial or helper. */
export const REQUIRE_HELPER = 'requireVariable';

type Ast = hbs.AST.Program;

/**
 * Handlebars' strict mode notices a missing variable in `{{x}}`, yet lets `{{#if x}}` and `{{#each x}}` pass in
 * silence, which in a digest would hide a whole section. This puts a check before each variable handed on.
 * @param source a template
 * @returns its syntax tree, ready for `compile`
 * @throws the parser's error for a malformed template
 */
export function parseRequiringVariables(source: string): Ast {
  const tree = Handlebars.parse(source);
  const visitor = new Handlebars.Visitor();
  const guard = (node: hbs.AST.Expression): hbs.AST.Expression => (isPlainPath(node) ? guarded(node) : node);
  const guardParams = (node: { params: hbs.AST.Expression[]; hash: hbs.AST.Hash | undefined }): void => {
    node.params = node.params.map(guard);
    node.hash?.pairs.forEach((pair) => (pair.value = guard(pair.value)));
  };
  visitor.BlockStatement = function (this: Handlebars.Visitor, block): void {
    Handlebars.Visitor.prototype.BlockStatement.call(this, block);
    guardParams(block);
  };
  visitor.MustacheStatement = function (this: Handlebars.Visitor, mustache): void {
    Handlebars.Visitor.prototype.MustacheStatement.call(this, mustache);
    guardParams(mustache);
  };
  visitor.PartialStatement = function (this: Handlebars.Visitor, partial): void {
    Handlebars.Visitor.prototype.PartialStatement.call(this, partial);
    guardParams(partial);
  };
  visitor.accept(tree);
  return tree;
}

/** A variable of the view, not `this`, `@index` or a block parameter such as `@root`. */
function isPlainPath(node: hbs.AST.Expression): node is hbs.AST.PathExpression {
  return (
    node.type === 'PathExpression' &&
    'parts' in node &&
    Array.isArray(node.parts) &&
    node.parts.length > 0 &&
    !('data' in node && node.data === true)
  );
}

function guarded(path: hbs.AST.PathExpression): hbs.AST.SubExpression {
  const { loc } = path;
  const name: hbs.AST.StringLiteral = {
    type: 'StringLiteral',
    value: path.original,
    original: path.original,
    loc,
  };
  const helper: hbs.AST.PathExpression = {
    type: 'PathExpression',
    data: false,
    depth: 0,
    parts: [REQUIRE_HELPER],
    original: REQUIRE_HELPER,
    loc,
  };
  return {
    type: 'SubExpression',
    path: helper,
    params: [name, path],
    hash: { type: 'Hash', pairs: [], loc },
    loc,
  };
}
