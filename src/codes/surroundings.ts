import { ALPHABETIC, LETTERS } from '../text/letters.js';

/**
 * What a number in a sentence is, judging by the words around it: a code that somebody got, or an amount, an
 * order number, or something else that is counted or numbered.
 */

/** How much text before and after a number is read, in characters. */
const REACH = 80;

/** What a number counts: `603 dollars`, `3 times`, but not `902 times out`. */
const COUNTED = new RegExp(
  '^[ \\t]*(?:[%$€£¥₿]|[次元个天笔股手张人条秒]|分钟|小时|美元|' +
    `(?:${[
      'times?(?![ \\t]+out)|x|percent|[kmg]i?b|bytes?|km|kg',
      'usdt?|eur|gbp|jpy|cny|rmb|hkd|sgd|aud|chf|btc|eth|dollars?|euros?|pounds?|yuan|yen|cents?|bucks|coins?',
      'shares?|lots?|units?|contracts?|pips?|points?|pieces?|pcs|items?|people|persons?|users?|customers?',
      'clients?|accounts?|orders?|trades?|requests?|calls?|messages?|e-?mails?|files?|rows?|records?|lines?',
      'ms|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?',
    ].join('|')})(?![${LETTERS}_]))`,
  'i',
);

/** `0000603 is my order number`. */
const NUMBERS_SOMETHING =
  /^[ \t]+(?:is|was)[ \t]+(?:\w+[ \t]+){0,3}?(?:number|order|invoice|ticket|account|amount|phone|id|ref|reference)\b/i;

/** Words for an error. */
const ERROR_WORD = /^(?:err|error|errors|errno|exception|(?:\w+[_-])?err(?:or)?[_-]?codes?)$/i;

const CODE_WORD = /^codes?$/i;

/** Words that say that somebody got a number: `gets 0000603`, `fails with 0000603`. */
const TELLING_WORD = new RegExp(
  `^(?:${[
    'got|gets?|getting|has|have|had|having|sees?|saw|seeing|seen|receive[sd]?|receiving|hits?|with|about',
    'returns?|returned|returning|shows?|showed|shown|showing|says?|saying|said|tells?|told|gives?|gave',
    'reports?|reported|throws?|threw|thrown|raises?|raised|answers?|answered|responds?|responded|repl(?:y|ies|ied)',
    'fail(?:s|ed|ing|ure)?|reject(?:s|ed|ion)|refused|denied|declined|response|result|message|msg',
    "what|whats|what[’']s|why|means?|explain|fehler|fehlercode|bekommt|meldet|zeigt",
  ].join(
    '|',
  )})$|(?:报错|错误|错误码|代码|返回|提示|显示|出现|收到)[了是为]?$|(?:コード|エラー|코드|오류|에러)$`,
  'i',
);

/** Words that may come between such a word and the number. */
const SMALL_WORD =
  /^(?:an?|the|this|that|it|is|are|does|do|me|us|him|her|them|back|again|only|just|as|of|by)$/i;

const ATTACHED_BEFORE = new RegExp(`[${ALPHABETIC}_#№$€£¥+/.\\\\-]$`);

const WORD = new RegExp(`[${LETTERS}][${LETTERS}_'’-]*`, 'g');

/** The words before a place, the nearest first. */
function wordsBefore(text: string, place: number): string[] {
  const before = text.slice(Math.max(0, place - REACH), place);
  return (before.match(WORD) ?? []).reverse();
}

/** Whether a number counts what follows: `5 times`, `603 dollars`. */
export function isCounted(text: string, end: number): boolean {
  return COUNTED.test(text.slice(end, end + REACH));
}

/**
 * Whether the words before a place announce a code, even a short one: `error 102`, `error code 102`,
 * `code: 102`, but not `verification code 3`.
 */
export function isAnnounced(text: string, place: number): boolean {
  const [before = '', furtherBefore] = wordsBefore(text, place);
  if (ERROR_WORD.test(before)) return true;
  const alone =
    furtherBefore === undefined || /^(?:the|an?|got|with|err|error)$/i.test(furtherBefore);
  return CODE_WORD.test(before) && alone;
}

/**
 * Whether a number padded with zeros is a code: it starts the text, or the words before it say that somebody
 * got it. The number of something else (`order 0000603`), an amount and a part of a longer number
 * (`2026-0000603`) are not codes.
 *
 * @param start Where the number starts in the text.
 * @param end Where it ends, exclusive.
 */
export function isToldAsCode(text: string, start: number, end: number): boolean {
  // With a sign or letter attached, it is the number of something else.
  if (ATTACHED_BEFORE.test(text.slice(Math.max(0, start - 2), start))) return false;
  if (/^(?:[.,:]?\d|[-/_a-z])/i.test(text.slice(end, end + 2))) return false;
  if (isCounted(text, end)) return false;
  const words = wordsBefore(text, start);
  const at = words.findIndex((word) => !SMALL_WORD.test(word));
  const [teller, furtherBefore] = [
    words[at],
    words.slice(at + 1).find((word) => !SMALL_WORD.test(word)),
  ];
  if (teller === undefined) {
    return (
      words.length === 0 && start < REACH && !NUMBERS_SOMETHING.test(text.slice(end, end + REACH))
    );
  }
  if (ERROR_WORD.test(teller) || TELLING_WORD.test(teller)) return true;
  return (
    CODE_WORD.test(teller) &&
    (furtherBefore === undefined ||
      ERROR_WORD.test(furtherBefore) ||
      TELLING_WORD.test(furtherBefore))
  );
}

/** Whether digits are a part of a longer number: `1.0.1`, `10,000`, `25/11/2026`. */
export function isPartOfNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 8), start);
  const behind = text.slice(end, end + 8);
  if (/\d[.,:]$/.test(before) || /^[.,:]\d/.test(behind)) return true;
  // `102/103` may be two codes.
  return (
    /\d\/\d+\/$/.test(before) ||
    /^\/\d+\/\d/.test(behind) ||
    (/\d\/$/.test(before) && /^\/\d/.test(behind))
  );
}
