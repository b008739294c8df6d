import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';

/**
 * Styles, scripts and pictures of the pages, held in memory under an address that changes with their content, so
 * that browsers may keep them for a year. They are the compiled files of govuk-frontend and the MOJ frontend and
 * our own; GDS Transport and the crown, which are licensed for GOV.UK alone, are taken out.
 */
interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

const require = createRequire(import.meta.url);
const GOVUK = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist/govuk');
const MOJ = join(dirname(require.resolve('@ministryofjustice/frontend/package.json')), 'moj');
const OURS = join(import.meta.dirname, '../../templates/assets');

const YEAR_SECONDS = 31_536_000;
const NOT_OURS_TO_USE = /crown|crest|logotype|opengraph|favicon|touch-icon|govuk-icon/;

const TYPES: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  css: 'text/css',
  js: 'text/javascript',
};

const assets = collectAssets();
const version = hashOf(assets);

function collectAssets(): ReadonlyMap<string, Asset> {
  const found = new Map<string, Asset>();
  for (const folder of [join(GOVUK, 'assets/images'), join(MOJ, 'assets/images'), OURS]) {
    for (const name of readdirSync(folder)) {
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
      if (type === undefined || NOT_OURS_TO_USE.test(name)) continue;
      found.set(name, { type, body: readFileSync(join(folder, name)) });
    }
  }
  const add = (name: string, type: string, text: string): void => {
    found.set(name, { type, body: Buffer.from(text) });
  };
  const govuk = readFileSync(join(GOVUK, 'govuk-frontend.min.css'), 'utf8');
  const moj = readFileSync(join(MOJ, 'moj-frontend.min.css'), 'utf8');
  const ours = readFileSync(join(OURS, 'app.css'), 'utf8');
  add('throughline.css', 'text/css', [govuk, moj].map(withoutLicensed).concat(ours).join('\n'));
  add('govuk-frontend.js', 'text/javascript', readFileSync(join(GOVUK, 'govuk-frontend.min.js'), 'utf8'));
  add('moj-frontend.js', 'text/javascript', readFileSync(join(MOJ, 'moj-frontend.min.js'), 'utf8'));
  return found;
}

function withoutLicensed(css: string): string {
  return css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/"?GDS Transport"?,/g, '')
    .replace(/\/assets\/images\//g, '')
    .replace(/\/\*# sourceMappingURL=[^*]*\*\//g, '');
}

function hashOf(all: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256');
  for (const [name, { body }] of [...all].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(name).update(body);
  return hash.digest('hex').slice(0, 16);
}

/** Addresses of the style sheet and the script, as pages link to them. */
export function assetPaths(): { readonly styles: string; readonly script: string } {
  return { styles: `/assets/${version}/throughline.css`, script: `/assets/${version}/app.js` };
}

/** `GET /assets/:version/:name`. Another version's address is not found: its page is out of date as well. */
export function assetRoutes(): Router {
  const router = Router();
  router.get('/assets/:version/:name', (request, response, next) => {
    const asset = request.params.version === version ? assets.get(request.params.name) : undefined;
    if (!asset) {
      next();
      return;
    }
    response
      .type(asset.type)
      .set('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`)
      .send(asset.body);
  });
  return router;
}
