/**
 * Rewrites into the wording of messages: turns of phrase whose meaning is in their function words, and
 * the "code" and "status" of an error, as opposed to a code that a person enters.
 */
const PLAINLY: readonly (readonly [hint: string, pattern: RegExp, plainly: string])[] = [
  [
    'code',
    /\b(?:error|err|status|response|result|return|exit|this|what|which)[\s_-]*codes?\b|\bcodes?\b(?=\W{0,3}\d|\s*[:=])/gi,
    ' error ',
  ],
  [
    'status',
    /\b(?:https?|rpc|grpc|error|response)\s+status\b|\bstatus\b(?=\W{0,3}(?:\d|error)|\s*[:=])|^\W*status\b(?=\W+\w+\W*$)/gi,
    ' error ',
  ],
  ['log', /\blog(?:ging|s)?[\s-](?:in|on)(?:to)?\b/gi, 'login'],
  ['sign', /\bsign(?:ing|s)?[\s-](?:in|on)(?:to)?\b/gi, 'login'],
  [' not', /\b(?:may|must|shall) not\b/gi, ' not allowed '],
  [' let', /\b(?:not|\w+n['’]?t) let(?:ting)?\b/gi, ' not allowed '],
  [' there', /\b(?:not|\w+n['’]?t|no longer) there\b/gi, ' not found '],
];

/** A number that is called an HTTP status: "status code 404", "HTTP/1.1 404", "404 Not Found". */
const ANNOUNCED =
  /\b(?:https?(?:\/\d(?:\.\d)?)?|status|code|error|err|returned|response|responded|failed|got|with|an?)\b[^\w]{0,4}(?:(?:code|status|error|with|of|an?)\b[^\w]{0,4})?([1-5]\d\d)\b|\b([1-5]\d\d)\b(?=[^\w]{1,3}(?:client|server|error|bad|unauthori[sz]ed|forbidden|not|conflict|too|internal|service|gateway)\b)/gi;

/** Rewrites turns of phrase into the wording of messages. */
export function sayPlainly(text: string): string {
  const small = text.toLowerCase();
  // Compiling a pattern takes longer than reading a query.
  const some = PLAINLY.filter(([hint]) => small.includes(hint));
  return some.reduce((said, [, pattern, plainly]) => said.replace(pattern, plainly), text);
}

/** The numbers that a text calls HTTP statuses. */
export function announcedNumbers(text: string): ReadonlySet<string> {
  if (!/[1-5]\d\d/.test(text)) return new Set();
  return new Set(
    [...text.matchAll(ANNOUNCED)].map(([, behind, before]) => (behind ?? before) as string),
  );
}
