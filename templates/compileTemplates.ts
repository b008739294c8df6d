import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { HELPERS } from './helpers.ts';
import { parseRequiringVariables } from './requireVariables.ts';

export type Form = 'html' | 'text';
export type Render = (view: object) => string;

/**
 * Compiles `<folder>/<form>.hbs` with the partials of `<folder>/<form>/`, each known as `<form>/<name>`. A variable
 * the view does not have stops the rendering with an error naming it. Text is not escaped, HTML always is.
 * @param folder address of a template's folder, ending in a slash
 */
export function compileTemplate(folder: URL, form: Form): Render {
  const engine = Handlebars.create();
  engine.registerHelper(HELPERS);
  const options = { strict: true, noEscape: form === 'text', knownHelpersOnly: false };
  const compile = (file: URL): Handlebars.TemplateDelegate =>
    engine.compile(parseRequiringVariables(readFileSync(file, 'utf8')), options);
  const partials = new URL(`${form}/`, folder);
  for (const file of readdirSync(partials)
    .filter((name) => name.endsWith('.hbs'))
    .sort()) {
    engine.registerPartial(`${form}/${file.slice(0, -'.hbs'.length)}`, compile(new URL(file, partials)));
  }
  const template = compile(new URL(`${form}.hbs`, folder));
  return (view) => template(view);
}
