import { utf16Of } from '../text/bytes.js';
import { lineAt } from '../text/lines.js';
import { TableError } from './error.js';

/** Past this a file is not a table of error codes, and its text would not fit a string's comfort. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A page's text. */
export interface DecodedPage {
  /** Without a byte order mark. */
  readonly text: string;
  /** The encoding that was tried because the bytes are not UTF-8: a guess, to be told. */
  readonly guess?: string;
}

/**
 * Turns a page's bytes into text. UTF-16 with a byte order mark, then UTF-8; what is neither is
 * ISO-8859-1 in a `.properties` file, as in Java, and GB18030 elsewhere. Each is decoded strictly, so
 * that no character is lost unnoticed.
 *
 * @param bytes The file as it is.
 * @param name The page's name: its ending decides between the last two, and the error names it.
 * @throws {TableError} When the bytes are not text, are in no such encoding, or are too many.
 */
export function decodePage(bytes: Uint8Array, name: string): DecodedPage {
  if (bytes.length > MOST_BYTES) {
    throw new TableError(name, 'is too large (over 256 MB) for an error-code table');
  }
  const utf16 = utf16Of(bytes);
  if (utf16) {
    const text = decode(bytes, utf16);
    if (text !== undefined) return { text };
    throw new TableError(name, 'begins as UTF-16 and is not; save it as UTF-8');
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
    `is not UTF-8 here, and as a whole not ${guess} either; save it as UTF-8`,
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
