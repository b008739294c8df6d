/**
 * Breaks each line between words so that none is longer than `width` characters, unless a single word is. What
 * follows a break is indented like its line, and past the dash of a list item.
 */
export function wrapText(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line.trimEnd(), width))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const body = line.slice(indent.length);
  const hanging = body.startsWith('- ') ? `${indent}  ` : indent;
  const lines: string[] = [];
  let current = indent;
  for (const word of body.split(' ')) {
    const isFirst = current === indent || current === hanging;
    const longer = isFirst ? current + word : `${current} ${word}`;
    if (!isFirst && longer.length > width) {
      lines.push(current);
      current = hanging + word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}
