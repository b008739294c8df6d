import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import juice from 'juice';
import type { DigestView } from '../domain/digest/digestView.ts';
import { compileTemplate, findTemplateFile, type Render } from './compileTemplates.ts';
import { wrapText } from './wrapText.ts';

/** A digest as it is sent: one view, two forms. */
export interface RenderedDigest {
  /** Names no child. */
  readonly subject: string;
  /** A whole page with its styles on the elements, for mail programs that drop style sheets; nothing is fetched. */
  readonly html: string;
  /** The same in plain text, lines of at most 76 characters. */
  readonly text: string;
}

/** Mail is quoted and read in narrow windows; RFC 5322 section 2.1.1 asks for fewer than 78 characters. */
const TEXT_WIDTH = 76;

const FOLDER = new URL('./digest/weekly/', import.meta.url);

interface DigestTemplates {
  readonly html: Render;
  readonly text: Render;
  readonly styles: string;
}

const loaded = new Map<string, DigestTemplates>();

// Narratives may hold braces or percent signs that juice would take for a template language of its own.
juice.codeBlocks = {};

/**
 * Writes a digest out for e-mail and for the archive.
 * @param overrides a folder with templates of a deployment's own; a file there stands in for ours of the same name
 * @throws when a template names a variable the view does not have; the message names it
 */
export function renderDigest(view: DigestView, overrides?: string): RenderedDigest {
  const { html, text, styles } = templatesOf(overrides);
  return {
    subject: view.subject,
    html: juice.inlineContent(html(view), styles, { applyWidthAttributes: false }),
    text: wrapText(text(view), TEXT_WIDTH).replace(/\n{3,}/g, '\n\n'),
  };
}

/** A folder that replaces nothing was meant to: its files lie elsewhere or have other names. */
function overridesIn(folder: string): URL {
  const url = pathToFileURL(`${resolve(folder)}/`);
  const names = readdirSync(FOLDER, { recursive: true }).filter((name) => /\.(hbs|css)$/.test(String(name)));
  if (names.some((name) => existsSync(new URL(String(name), url)))) return url;
  throw new Error(
    `no digest template found in ${folder}: expected files named as ours, such as ${String(names.find((name) => String(name).endsWith('.hbs')))}`,
  );
}

/** Read and compiled once for each folder. */
function templatesOf(overrides: string | undefined): DigestTemplates {
  const key = overrides ?? '';
  const known = loaded.get(key);
  if (known) return known;
  const folders = overrides === undefined ? [FOLDER] : [FOLDER, overridesIn(overrides)];
  const templates = {
    html: compileTemplate(folders, 'html'),
    text: compileTemplate(folders, 'text'),
    styles: readFileSync(findTemplateFile(folders, 'email.css'), 'utf8'),
  };
  loaded.set(key, templates);
  return templates;
}
