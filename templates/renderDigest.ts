import { readFileSync } from 'node:fs';
import juice from 'juice';
import type { DigestView } from '../domain/digest/digestView.ts';
import { compileTemplate } from './compileTemplates.ts';
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
const renderHtml = compileTemplate(FOLDER, 'html');
const renderText = compileTemplate(FOLDER, 'text');
const STYLES = readFileSync(new URL('email.css', FOLDER), 'utf8');

// Narratives may hold braces or percent signs that juice would take for a template language of its own.
juice.codeBlocks = {};

/**
 * Writes a digest out for e-mail and for the archive.
 * @throws when a template names a variable the view does not have; the message names it
 */
export function renderDigest(view: DigestView): RenderedDigest {
  return {
    subject: view.subject,
    html: juice.inlineContent(renderHtml(view), STYLES, { applyWidthAttributes: false }),
    text: wrapText(renderText(view), TEXT_WIDTH).replace(/\n{3,}/g, '\n\n'),
  };
}
