/**
 * How logs write the value of a field, between its quotes: escaped as JSON inside JSON, a URL, HTML or a CSV
 * cell. The characters of a text are bytes (latin1).
 */

/** The number of backslashes right before a place, none before `floor`. */
export function backslashesBefore(text: string, place: number, floor: number): number {
  let count = 0;
  while (place - count > floor && text.charCodeAt(place - count - 1) === 92) count++;
  return count;
}

/** Whether a quote is doubled, as in a CSV cell: `""`, or `\"\"` in JSON. */
export const isDoubled = (quote: string) => /(["'])\\{0,15}\1$/.test(quote);

/**
 * Finds the closing quote of a value.
 *
 * @param from The first character of the value.
 * @param to Where to stop, exclusive.
 * @param quote The opening quote as written in the text.
 * @returns Where the value ends; `undefined` if it is not closed.
 */
export function closingQuote(
  text: string,
  from: number,
  to: number,
  quote: string,
): number | undefined {
  const mark = quote.length > 1 ? quote.slice(-1) : quote;
  if (quote.length > 1) {
    if (mark !== '"' && mark !== "'") {
      const at = text.indexOf(quote, from);
      return at < 0 || at >= to ? undefined : at;
    }
    if (isDoubled(quote)) {
      const at = text.slice(from, to).indexOf(quote);
      return at < 0 ? undefined : from + at;
    }
  }
  const escapes = quote.length - 1;
  for (let at = text.indexOf(mark, from); at >= 0 && at < to; at = text.indexOf(mark, at + 1)) {
    const count = backslashesBefore(text, at, from);
    if (count === escapes) return at - escapes;
    // Fewer backslashes close an outer string: this value never ends.
    if (count < escapes) return undefined;
    // An even surplus is escaped backslashes in this value, followed by its closing quote.
    if ((count - escapes) % (2 * escapes + 2) === 0) return at - escapes;
  }
  return undefined;
}

/** Reads a latin1 string's bytes as UTF-8. */
export function decodeUtf8(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
  );
}

/** How many JSON strings surround a quote with so many backslashes: 0, 1, 3, 7 … → 0, 1, 2, 3 … */
export function depthOf(backslashes: number): number {
  return backslashes <= 0 ? 0 : Math.round(Math.log2(backslashes + 1));
}

/** Removes the escapes of so many levels of JSON strings. */
export function unescapeJson(escaped: string, depth: number): string {
  let text = escaped;
  for (let level = 0; level < depth && text.includes('\\'); level++) {
    try {
      text = JSON.parse(`"${text}"`) as string;
    } catch {
      return text;
    }
  }
  return text;
}

/** Decodes the escapes of a URL, applied up to four times; broken ones stay as they are. */
export function decodeUrl(escaped: string): string {
  let text = escaped;
  for (let level = 0; level < 4 && /%[0-9a-fA-F]{2}/.test(text); level++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

/** Decodes the escapes of HTML that occur in values. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/**
 * Decodes a value in the notation that its opening quote implies.
 *
 * @param bytes The value as written, without its quotes.
 * @param quote The opening quote as written.
 */
export function decodeQuoted(bytes: string, quote: string): string {
  const value = decodeUtf8(bytes);
  if (quote.startsWith('%')) return unescapeJson(decodeUrl(value), 1);
  if (quote.startsWith('&')) return unescapeJson(decodeEntities(value), 1);
  const backslashes = /^\\*/.exec(quote)?.[0].length ?? 0;
  if (/[27]$/.test(quote)) {
    const plain = value.replace(/\\{1,15}x([0-9a-fA-F]{2})/g, '\\u00$1');
    return unescapeJson(plain, depthOf(backslashes) + 1);
  }
  if (isDoubled(quote)) {
    const mark = quote.slice(-1);
    const cell = unescapeJson(value, depthOf(backslashes));
    return unescapeJson(cell.replaceAll(mark + mark, mark), 1);
  }
  return unescapeJson(value, depthOf(backslashes) + 1);
}
