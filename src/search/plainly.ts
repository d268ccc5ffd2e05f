/**
 * What the words of grammar around some things say, put as the messages put it; and the code and the
 * status that are an error's, and none that a person enters or a request has.
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
  [' not', /\b(?:may|must|shall) not\b/gi, ' not allowed '],
  [' let', /\b(?:not|\w+n['’]?t) let(?:ting)?\b/gi, ' not allowed '],
  [' there', /\b(?:not|\w+n['’]?t|no longer) there\b/gi, ' not found '],
];

/** A number that is said to be an HTTP status: "status code 404", "HTTP/1.1 404", "404 Not Found". */
const ANNOUNCED =
  /\b(?:https?(?:\/\d(?:\.\d)?)?|status|code|error|err|returned|response|responded|failed|got|with|an?)\b[^\w]{0,4}(?:(?:code|status|error|with|of|an?)\b[^\w]{0,4})?([1-5]\d\d)\b|\b([1-5]\d\d)\b(?=[^\w]{1,3}(?:client|server|error|bad|unauthori[sz]ed|forbidden|not|conflict|too|internal|service|gateway)\b)/gi;

/** Puts a text as the messages put it, where words of grammar alone say something. */
export function sayPlainly(text: string): string {
  const small = text.toLowerCase();
  // A pattern costs more to compile than a query takes to read.
  const some = PLAINLY.filter(([hint]) => small.includes(hint));
  return some.reduce((said, [, pattern, plainly]) => said.replace(pattern, plainly), text);
}

/** Numbers that a text says are HTTP statuses. */
export function announcedNumbers(text: string): ReadonlySet<string> {
  if (!/[1-5]\d\d/.test(text)) return new Set();
  return new Set(
    [...text.matchAll(ANNOUNCED)].map(([, behind, before]) => (behind ?? before) as string),
  );
}
