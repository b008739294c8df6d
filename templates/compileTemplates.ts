import { existsSync, readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { HELPERS } from './helpers.ts';
import { parseRequiringVariables } from './requireVariables.ts';

export type Form = 'html' | 'text';
export type Render = (view: object) => string;

/**
 * Compiles `<folder>/<form>.hbs` with the partials of `<folder>/<form>/`, each known as `<form>/<name>`. A variable
 * the view does not have stops the rendering with an error naming it. Text is not escaped, HTML always is.
 * @param folders addresses of template folders, ending in a slash: a file of a later one stands in for the file of
 *   the same name in those before, and may be missing
 */
export function compileTemplate(folders: readonly URL[], form: Form): Render {
  const engine = Handlebars.create();
  engine.registerHelper(HELPERS);
  const options = { strict: true, noEscape: form === 'text', knownHelpersOnly: false };
  const compile = (file: URL): Handlebars.TemplateDelegate =>
    engine.compile(parseRequiringVariables(readFileSync(file, 'utf8')), options);
  for (const [name, file] of partialsOf(folders, form)) {
    engine.registerPartial(`${form}/${name}`, compile(file));
  }
  const template = compile(findTemplateFile(folders, `${form}.hbs`));
  return (view) => template(view);
}

/** The file of this name in the last folder that has it. */
export function findTemplateFile(folders: readonly URL[], name: string): URL {
  const [own] = folders;
  const found = folders.map((folder) => new URL(name, folder)).filter((file) => existsSync(file));
  return found.at(-1) ?? new URL(name, own);
}

function partialsOf(folders: readonly URL[], form: Form): Map<string, URL> {
  const partials = new Map<string, URL>();
  for (const folder of folders) {
    const inside = new URL(`${form}/`, folder);
    if (!existsSync(inside)) continue;
    for (const file of readdirSync(inside)
      .filter((name) => name.endsWith('.hbs'))
      .sort()) {
      partials.set(file.slice(0, -'.hbs'.length), new URL(file, inside));
    }
  }
  return partials;
}
