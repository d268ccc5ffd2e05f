import type { TextLine } from '../../text/lines.js';
import type { Row } from '../row.js';
import { unescapeMarkdown } from './markdown.js';

/** The longest text before a `=` that can hold a code, blanks and marks of Markdown included. */
const LONGEST_HEAD = 400;

/** Signs of a list or a quotation before a row. */
const LEAD = /^(?:(?:[-*+•·‣▪>]|\d{1,3}[.)])\s+)*/u;

/** What can be a code with its damages: words of a code's letters, blanks between them. */
const HEAD = /^[A-Za-z0-9][A-Za-z0-9_.\-\s]*$/;

/**
 * Reads a `CODE=message` line.
 *
 * @param page The page's name.
 * @param line The line; its code may be escaped and marked as Markdown does.
 * @returns The row, or `undefined` for a line that has not its form: no code-like text before the
 *   first `=`, a comparison, an arrow, or a quoted value as programs have them.
 */
export function readLineRow(page: string, { number, text }: TextLine): Row | undefined {
  const eq = text.indexOf('=');
  if (eq < 1) return undefined;
  const before = text.slice(0, eq).trimStart();
  if (before.length > LONGEST_HEAD) return undefined;
  const marked = before.replace(LEAD, '').trim();
  const code = bareCode(marked);
  if (!HEAD.test(code)) return undefined;

  let message = text.slice(eq + 1).trim();
  if (/^[=>~]/.test(message) || isQuoted(message)) return undefined;
  if (marked.startsWith('`') && !marked.endsWith('`') && message.endsWith('`')) {
    message = message.slice(0, -1);
  }
  if (marked.includes('\\')) message = unescapeMarkdown(message.replace(/\\$/, ''));
  else if (message.endsWith('&#x20;')) message = message.slice(0, -'&#x20;'.length);
  return {
    page,
    line: number,
    raw: text,
    code,
    message: message.trim(),
    kind: 'line',
    trusted: false,
  };
}

/** A code and words behind it, with nothing but a blank between. */
const CODE_FIRST = /^[\s>]{0,40}([A-Za-z][\w.-]{0,100}\d)\s+\p{L}/u;

/**
 * Reads a line that begins as a row does, with a code, but has nothing that parts it from a message.
 *
 * @returns A row at fault, which is one only if its code's family turns out to be the page's.
 */
export function readBareRow(page: string, { number, text }: TextLine): Row | undefined {
  const code = CODE_FIRST.exec(text)?.[1];
  if (code === undefined) return undefined;
  const fault = `nothing parts ${code} from a message; write it as the other rows are`;
  return { page, line: number, raw: text, code, message: '', kind: 'line', trusted: false, fault };
}

/** Takes what Markdown and HTML put around and into a code off it. */
export function bareCode(text: string): string {
  if (text.length > LONGEST_HEAD || /^[\w.-]*$/.test(text)) return text;
  return text
    .replace(/<[^<>]{1,200}>/g, '')
    .replace(/\\([_.-])/g, '$1')
    .replace(/^[`*[]+|[`*\]\\]+$|\]\([^()\s]{0,200}\)$/g, '')
    .trim();
}

/** Whether a message is quoted as a program's string. */
function isQuoted(message: string): boolean {
  const end = message.replace(/[;,]{1,2}$/, '').slice(-1);
  return message.length > 1 && /["'`]/.test(end) && message[0] === end;
}
