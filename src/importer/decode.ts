import { lineAt } from '../text/lines.js';
import { TableError } from './error.js';

/** Past this a file is no table of error codes, and its text would not fit a string's comfort. */
const MOST_BYTES = 256 * 1024 * 1024;

/** How much of a page is looked at to tell text from other bytes. */
const SAMPLE_BYTES = 65_536;

/** Text in some other encoding has a few bytes that are no UTF-8; more than this share is no text. */
const MOST_INVALID = 0.3;

/** A page's text. */
export interface DecodedPage {
  /** Without a byte order mark; U+FFFD stands for what is no UTF-8. */
  readonly text: string;
  /** The 1-based line of the first bytes that are no UTF-8. */
  readonly flaw?: number;
}

/**
 * Turns a page's bytes into text: UTF-8 with or without a byte order mark, UTF-16 with one.
 *
 * @param bytes The file as it is.
 * @param name The page's name, for the error.
 * @throws {TableError} When the bytes are no text, or too many.
 */
export function decodePage(bytes: Uint8Array, name: string): DecodedPage {
  if (bytes.length > MOST_BYTES) {
    throw new TableError(name, 'is larger than 256 MB, which no table of error codes is');
  }
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes) };

  if (bytes.includes(0) || isMostlyInvalid(bytes.subarray(0, SAMPLE_BYTES))) {
    throw new TableError(
      name,
      'is a binary file, not a table; give it a text: a page, Markdown, properties, CSV or JSON',
    );
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder().decode(bytes);
    return { text, flaw: lineAt(text, text.indexOf('\ufffd')) };
  }
}

function isMostlyInvalid(sample: Uint8Array): boolean {
  let invalid = 0;
  for (const char of new TextDecoder().decode(sample)) if (char === '\ufffd') invalid++;
  return invalid > sample.length * MOST_INVALID;
}
