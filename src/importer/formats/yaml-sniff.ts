import { textLines } from '../../text/lines.js';
import { hasCodeShape, withoutPrefix } from '../code-text.js';

/** Whether a file's name says that it is YAML. */
export function isYamlName(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

/** A key of a mapping, an item's mark before it or not; and what stands behind the colon. */
const KEY = /^(?:-\s+)*(?:"([^"]{1,200})"|'([^']{1,200})'|([\w.-]{1,200}))\s*:(?:\s+(.*)|$)/;

/** A value as only YAML has it: in quotation marks, or the mark of a block. */
const VALUE = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[|>][+-]?\d?)\s*(?:#.*)?$/;

/**
 * Whether a text without a telling name is YAML: nothing but keys, list items, comments and what is
 * indented under them; a code among the keys or a field `code`; and a sign that a page of
 * `CODE: message` lines lacks.
 *
 * @param sample The text's beginning, in whole lines.
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
      // The lines of a block or of a long value.
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
