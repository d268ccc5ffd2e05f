/** A code, one without its module, one that takes params, an undocumented one, a response, a short code. */
export const CODES = [
  'USCUSTOMER_API_0000102 ',
  'GATEWAY_CODE_005,',
  '{"code":"USCUSTOMER_API_0000132","msgParams":"5,24"},',
  'USCUSTOMER_API_7654321\n',
  '{"code":"500","bizCode":"US"}\n',
  'code=US500;',
];

/** Broken beginnings and ends of what readers look for. */
export const PIECES = [
  ' ',
  '\n',
  '\r',
  '\t',
  'a',
  'Z_',
  '1',
  '0',
  '_',
  '-',
  '.',
  ',',
  ':',
  '=',
  '= ',
  '＝',
  '%s',
  '%s ',
  '%25',
  '&amp;',
  '&#x20;',
  '&quot;',
  '\\',
  '\\"',
  '\\u0022',
  '"',
  '""',
  "'",
  '`',
  '``a` ',
  '*a* ',
  '*a_ ',
  '[a](',
  '|',
  '\\|',
  '{',
  '{"',
  '{"a":',
  '{\n',
  '[',
  '[[',
  ']',
  '}',
  '<',
  '<tr',
  '<td>',
  '<a b="',
  '(',
  '\x1b[',
  '\x1b[31m',
  '\x1b[38;5;',
  '\u200b',
  '\u00ad',
  'é',
  '订单',
  '😀',
  'İ',
  '\ud83d',
  'US',
  'US ',
  'us_',
  'USCUSTOMER_API_',
  'USCUSTOMER_API_OOOO1',
  'USCUSTOMER _ API _ 0000 ',
  'customer gets 0000',
  '0000603 ',
  'code',
  'code=',
  'code: ',
  '"code":',
  '"code":"',
  'code: 500,\n',
  '  code: 500,\n',
  'bizCode=',
  'bizCode=US code=',
  'msgParams',
  'msgParams=',
  '"msgParams":"5,',
  'msgParams: [',
  '<code>500</code>',
  'A1=b ',
  'A1: b - c\n',
  'A1 = "b\n',
  'ORD001=a\\\n',
  '- A1: ',
  'a: &a *a\n',
  '---\n',
  '# a\n',
  'the password ',
  'is incorrect or the ',
  'please try again after 5 minutes. ',
  'HTTP 404 ',
  'com.example.a.',
  'camelCaseWord',
  '2026-11-25T10:02:14Z ',
  'Nov 25 10:02:14 ',
  '"ts":1700000000,',
];

/** Texts of about a length that a careless reader takes the square of it for, by what they repeat. */
export const HOSTILE_TEXTS: ReadonlyMap<string, (length: number) => string> = new Map([
  ...[...PIECES, ...CODES].map((piece) => {
    const repeated = (length: number) => piece.repeat(Math.ceil(length / piece.length));
    return [JSON.stringify(piece), repeated] as const;
  }),
  ...CODES.map((code, index) => {
    // Each in the place where readers look furthest.
    const between = (length: number) => `${code}${' '.repeat(length)}${CODES[(index + 2) % 6]}`;
    return [`${JSON.stringify(code)}, blanks, another`, between] as const;
  }),
  ...['{"a":', '[', '{"a":"{\\"a\\":'].map((open) => {
    const close = open.startsWith('{') ? '}' : ']';
    const nested = (length: number) => {
      const depth = Math.ceil(length / (open.length + 1));
      return `${open.repeat(depth)}"USCUSTOMER_API_0000102"${close.repeat(depth)}`;
    };
    return [`a code in nested ${open}`, nested] as const;
  }),
  [
    'different codes',
    (length) =>
      Array.from({ length: length / 23 }, (_, i) => `USCUSTOMER_API_8${100_000 + i} `).join(''),
  ],
  [
    'different params',
    (length) =>
      Array.from(
        { length: length / 55 },
        (_, i) => `{"code":"USCUSTOMER_API_0000132","msgParams":"${i},24"}\n`,
      ).join(''),
  ],
  [
    'different colours',
    (length) => Array.from({ length: length / 12 }, (_, i) => `\x1b[38;5;${i}m\x1b[${i}m`).join(''),
  ],
  [
    'different words',
    (length) => Array.from({ length: length / 7 }, (_, i) => `word${i} `).join(''),
  ],
]);
