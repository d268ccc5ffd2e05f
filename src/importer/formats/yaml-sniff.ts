import { textLines } from '../../text/lines.js';
import { hasCodeShape, withoutPrefix } from '../code-text.js';

/** Whether a file name says that the file is YAML. */
export function isYamlName(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

/** A key of a mapping, possibly after list markers, and the value after the colon. */
const KEY = /^(?:-\s+)*(?:"([^"]{1,200})"|'([^']{1,200})'|([\w.-]{1,200}))\s*:(?:\s+(.*)|$)/;

/** A value that only YAML has: in quotation marks, or a block marker. */
const VALUE = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[|>][+-]?\d?)\s*(?:#.*)?$/;

/**
 * Whether a text is YAML, if its name does not say: it contains only keys, list items, comments and
 * indented lines; a code as a key or a field `code`; and something that a page of `CODE: message` lines
 * does not have.
 *
 * @param sample The start of the text, in complete lines.
 */
export function looksLikeYaml(sample: string): boolean {
  let hasCode = false;
  let isYaml = false;
  let mayContinue = false;
  for (const { text } of textLines(sample)) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (/^(?:---|\.\.\.|%YAML.*)$/.test(line)) {
      isYaml = true;
      continue;
    }
    const isIndented = /^\s/.test(text);
    const match = KEY.exec(line);
    if (!match) {
      // A line of a block or of a long value.
      if (isIndented && mayContinue) continue;
      return false;
    }
    const [, double, single, bare, value = ''] = match;
    const key = (double ?? single ?? bare) as string;
    hasCode ||= key === 'code' || hasCodeShape(withoutPrefix(key));
    isYaml ||= isIndented || line.startsWith('- ') || bare === undefined || VALUE.test(value);
    mayContinue = true;
  }
  return hasCode && isYaml;
}
