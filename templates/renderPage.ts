import { existsSync, readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { HELPERS } from './helpers.ts';
import { parseRequiringVariables } from './requireVariables.ts';

/** What stands around every page. */
export interface PageFrame {
  readonly title: string;
  readonly crumbs: readonly { readonly text: string; readonly href: string }[];
  /** What is wrong with a form, each leading to its field. */
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  /** What has just been done, or null. */
  readonly notice: string | null;
  readonly navigation: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly signedIn: { readonly name: string; readonly role: string } | null;
  readonly csrfToken: string;
  readonly assets: { readonly styles: string; readonly script: string };
}

const FOLDER = new URL('./', import.meta.url);
const engine = Handlebars.create();
engine.registerHelper(HELPERS);
for (const name of templatesIn('partials')) {
  engine.registerPartial(name, compile(`partials/${name}`));
}
const layout = compile('pages/layout');
const pages = new Map(templatesIn('pages').map((name) => [name, compile(`pages/${name}`)]));

/**
 * Renders a page of `templates/pages/` in the layout. The view's fields are the template's variables, and the
 * frame's stand under `page` (a form's hidden field is `{{page.csrfToken}}`). Everything is escaped.
 * @param template such as `admin/people`
 * @throws when there is no such template, or it names a variable the view does not have
 */
export function renderPage(template: string, page: PageFrame, view: object): string {
  const render = pages.get(template);
  if (!render) throw new Error(`no template pages/${template}.hbs`);
  // Safe: it is what the line above rendered, with every value escaped.
  const body = new Handlebars.SafeString(render({ ...view, page }));
  return layout({ page, body, hasNavigation: page.navigation.length > 0, hasErrors: page.errors.length > 0 });
}

function compile(name: string): Handlebars.TemplateDelegate {
  const source = readFileSync(new URL(`${name}.hbs`, FOLDER), 'utf8');
  return engine.compile(parseRequiringVariables(source), { strict: true });
}

/** Names of the templates below a folder, without `.hbs`, such as `admin/people`. */
function templatesIn(folder: string): string[] {
  const address = new URL(`${folder}/`, FOLDER);
  if (!existsSync(address)) return [];
  return readdirSync(address, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => name.slice(0, -'.hbs'.length).replaceAll('\\', '/'))
    .sort();
}
