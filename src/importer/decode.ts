import { utf16Of } from '../text/bytes.js';
import { lineAt } from '../text/lines.js';
import { TableError } from './error.js';

/** The size limit of a page, in bytes: a table of error codes is never larger. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A page's text. */
export interface DecodedPage {
  /** Without a byte order mark. */
  readonly text: string;
  /** The guessed encoding, if the bytes are not UTF-8; the user should be warned. */
  readonly guess?: string;
}

/**
 * Decodes a page: UTF-16 with a byte order mark, otherwise UTF-8, otherwise ISO-8859-1 for `.properties`
 * files, as in Java, and GB18030 for others. Decoding is strict, so that no character is lost unnoticed.
 *
 * @param bytes The content of the file.
 * @param name The name of the page: its ending decides between the last two, and errors mention it.
 * @throws {TableError} If the bytes are not text, in none of these encodings, or too many.
 */
export function decodePage(bytes: Uint8Array, name: string): DecodedPage {
  if (bytes.length > MOST_BYTES) {
    throw new TableError(name, 'is too large (over 256 MB) for an error-code table');
  }
  const utf16 = utf16Of(bytes);
  if (utf16) {
    const text = decode(bytes, utf16);
    if (text !== undefined) return { text };
    throw new TableError(
      name,
      'starts with a UTF-16 byte order mark but is not valid UTF-16; save it as UTF-8',
    );
  }
  if (bytes.includes(0)) {
    throw new TableError(
      name,
      'is a binary file; expected text: a page, Markdown, properties, CSV, YAML or JSON',
    );
  }
  const text = decode(bytes, 'utf-8');
  if (text !== undefined) return { text };
  const [encoding, guess] = /\.properties$/i.test(name)
    ? (['iso-8859-1', 'ISO-8859-1'] as const)
    : (['gb18030', 'GB18030'] as const);
  const guessed = decode(bytes, encoding);
  if (guessed !== undefined) return { text: guessed, guess };
  const flawed = new TextDecoder().decode(bytes);
  throw new TableError(
    name,
    `is not valid UTF-8 here, and the file is not valid ${guess} either; save it as UTF-8`,
    lineAt(flawed, flawed.indexOf('\ufffd')),
  );
}

/** Decodes bytes strictly: `undefined` where one does not fit, or the encoding is not to be had. */
function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
