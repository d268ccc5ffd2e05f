/** Colours and other control sequences of a terminal (ECMA-48), also where a log spells the escape out. */
const TERMINAL_CODES =
  /(?:\x1b|\x9b|\\x1b|\\u001b|\\033|\\e|\^\[|\u241b)(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)|\[(?:\d{1,3}(?:;\d{1,3})*)m/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  '#39': "'",
  '#x27': "'",
};

/**
 * Cleans a pasted text: removes terminal colours and HTML tags, and decodes URL encoding (`%20`), JSON
 * escapes (`\n`, `\u0020`) and HTML entities.
 */
export function cleanText(text: string): string {
  let clean = text;
  if (/[\x1b\x9b\\^\u241b[]/.test(clean)) clean = clean.replace(TERMINAL_CODES, '');
  if (clean.includes('%')) clean = clean.replace(/(?:%[0-9a-f]{2})+/gi, decodeUrl);
  if (clean.includes('\\')) {
    clean = clean
      .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
      .replace(/\\[ntr]/g, ' ');
  }
  if (clean.includes('&')) {
    clean = clean.replace(
      /&(#?\w{2,8});/g,
      (_, name: string) => ENTITIES[name.toLowerCase()] ?? ' ',
    );
  }
  if (clean.includes('<')) clean = clean.replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ');
  return clean;
}

function decodeUrl(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return ' ';
  }
}

/**
 * Numbers with points, commas or colons inside: a version, an address, a time, an amount. They are
 * values; their parts mean nothing.
 */
const COMPOUND_NUMBER = /\b\d+(?:[.,:]\d+)+\b/g;

/** The qualifier of a class name: `java.util.concurrent.`, `System.` of an exception. */
const QUALIFIER =
  /\b(?:(?:[A-Za-z_$][\w$]*\.)+(?=[A-Z]\w*(?:Exception|Error)\b)|(?:[a-z][\w$]*\.){2,}(?=[A-Z]))/g;

/** A capital letter inside a word. */
const CAPITAL_INSIDE = /[a-z][A-Z]|[A-Z]{2}[a-z]/;

/**
 * Splits identifiers into words: `TooManyRequests`, `WITHDRAW_AMOUNT_TOO_LOW`,
 * `com.example.AccessDeniedException`; and removes compound numbers.
 *
 * @param isKnown Whether a lower-case word must not be split: `whatsapp`.
 */
export function splitIdentifiers(text: string, isKnown: (word: string) => boolean): string {
  return text
    .replace(COMPOUND_NUMBER, ' ')
    .replace(QUALIFIER, '')
    .replaceAll('_', ' ')
    .replace(/[A-Za-z0-9]+/g, (name) => {
      if (!CAPITAL_INSIDE.test(name) || isKnown(name.toLowerCase())) return name;
      const parts = name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
        .split(' ');
      if (parts.length > 1 && /^(?:Exception|Error|Err)$/.test(parts.at(-1) as string)) parts.pop();
      return parts.join(' ');
    });
}
