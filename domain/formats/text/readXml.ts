import { SaxesParser } from 'saxes';

/** An element with its text and children; names in upper case without prefix, since senders differ in both. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export type XmlItem =
  | { readonly kind: 'element'; readonly line: number; readonly element: XmlElement }
  | { readonly kind: 'broken'; readonly line: number; readonly problem: string };

/** Real transfer files nest nine deep, and hold a few hundred elements a pupil. */
const MAX_DEPTH = 32;
const MAX_ELEMENTS = 20_000;
const SLICE_CHARACTERS = 64 * 1024;

interface Growing {
  name: string;
  children: XmlElement[];
  text: string;
}

class TooMuch extends Error {}

/**
 * The elements at one path of an XML text, each handed out as soon as it is read, so that only one is in
 * memory. A document type is refused and no entity but XML's own five is known, so nothing can expand. What
 * is malformed ends the reading with one broken item.
 * @param path names of the elements from the root to those wanted, in upper case
 */
export function* readXml(text: string, path: readonly string[]): Generator<XmlItem> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const ready: XmlItem[] = [];
  const above: string[] = [];
  const open: Growing[] = [];
  let startedAt = 1;
  let elements = 0;
  parser.on('doctype', () => {
    throw new TooMuch('declares a document type, which is not read');
  });
  parser.on('error', () => {
    throw new TooMuch('is not well-formed XML');
  });
  parser.on('opentag', ({ name }) => {
    const plain = name.slice(name.indexOf(':') + 1).toUpperCase();
    if (open.length === 0) {
      above.push(plain);
      if (above.length !== path.length || !path.every((step, i) => above[i] === step)) return;
      [startedAt, elements] = [parser.line, 0];
    }
    if (open.length > MAX_DEPTH || ++elements > MAX_ELEMENTS)
      throw new TooMuch('is nested or filled beyond reason');
    open.push({ name: plain, children: [], text: '' });
  });
  const addText = (more: string): void => {
    const last = open.at(-1);
    if (last) last.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    const parent = open.at(-1);
    if (closed && parent) parent.children.push(closed);
    else if (closed) ready.push({ kind: 'element', line: startedAt, element: closed });
    if (open.length === 0) above.pop();
  });
  try {
    for (let start = 0; start < text.length; start += SLICE_CHARACTERS) {
      parser.write(text.slice(start, start + SLICE_CHARACTERS));
      yield* ready.splice(0);
    }
    parser.close();
  } catch (error) {
    yield* ready.splice(0);
    const problem = error instanceof TooMuch ? error.message : 'is not well-formed XML';
    yield { kind: 'broken', line: parser.line, problem };
  }
}

/** The first child of that name, or undefined. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name.toUpperCase());
}

/** The element at a path of names below another. */
export function descend(
  element: XmlElement | undefined,
  ...names: readonly string[]
): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>(childOf, element);
}

/** An element's trimmed text, or undefined when it is absent or empty. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const text = element?.text.trim();
  return text === '' ? undefined : text;
}
