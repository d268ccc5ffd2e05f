import { isPlainKey } from '../codes/code-field.js';
import { readCode } from '../codes/parse.js';
import { findQuotedCodes, readCodeList } from '../codes/quoted.js';
import { matchesIn } from '../codes/scan.js';
import { suggestCodes } from '../codes/suggest.js';
import { CodeStream, type Finding } from '../explain/code-stream.js';
import { type Envelope, readCodeOf, readEnvelope, SUCCESS } from '../response/envelope.js';
import { marketDataTest } from '../response/market-data.js';
import type { Table } from '../table/table.js';
import type { Reference } from './result.js';

/** A way to read a text; `undefined` if it does not apply. */
type Strategy = (table: Table, text: string) => readonly Reference[] | undefined;

/** From the strictest reading to the loosest: the first that applies wins. */
const STRATEGIES: readonly Strategy[] = [
  asCodeList,
  asJsonResponse,
  asLogHoldsThem,
  asResponse,
  asPeopleQuoteThem,
  asMisspeltCode,
];

/**
 * Finds the codes that a text refers to if it is not a code itself: a list of codes, a response or a log
 * line in any notation, codes quoted among other words.
 *
 * @returns One reference for each code; none if the text refers to no code, documented or not.
 */
export function findReferences(table: Table, text: string): readonly Reference[] {
  let references: readonly Reference[] | undefined;
  for (const read of STRATEGIES) references ??= read(table, text);
  return references ?? [];
}

function asCodeList(table: Table, text: string): Reference[] | undefined {
  const list = readCodeList(table, text);
  return list.length > 0 ? list : undefined;
}

/** Codes as `explain` finds them; each code with the same params only once. */
function asLogHoldsThem(table: Table, text: string): Reference[] | undefined {
  const unique = new Map<string, Finding>();
  const stream = new CodeStream(table, {
    pass() {},
    code({ finding }) {
      const key = `${finding.code} ${finding.params?.join() ?? ''}`;
      if (!unique.has(key)) unique.set(key, finding);
    },
    end() {},
    flush() {},
  });
  stream.push(utf8.encode(text));
  stream.end();
  if (unique.size === 0) return undefined;
  const findings = [...unique.values()];
  const quoted = findings.every(({ entry }) => entry) ? [] : findQuotedCodes(table, text);
  return findings.map(({ code, entry, params }) => {
    if (entry) return { text: code, entries: [entry], ...(params ? { params } : {}) };
    // What looks like a code may only be its first piece: `GGATEWAY_CODE_0 05`.
    const whole = quoted.find((one) => one.text.startsWith(code) && one.text !== code);
    return whole ?? { ...missing(code, suggestCodes(table, code)), code };
  });
}

const utf8 = new TextEncoder();

/** A response in JSON. */
function asJsonResponse(table: Table, text: string): Reference[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const envelope = readEnvelope(value);
  return envelope && readEnvelopeCode(table, text, envelope);
}

/** A response in another notation whose code is not recognised in logs: a number without its module. */
function asResponse(table: Table, text: string): Reference[] | undefined {
  const fields = readFields(table, text);
  if (!fields) return undefined;
  const { envelope, place } = fields;
  // Its code is an instrument: looser readings must not find an error in it.
  if (envelope.module === undefined && marketDataTest(text, 0, text.length)(place)) return [];
  return readEnvelopeCode(table, text, envelope);
}

function readEnvelopeCode(table: Table, text: string, envelope: Envelope): Reference[] {
  const { code, entry } = readCodeOf(table, envelope);
  if (entry) return [{ text: code, entries: [entry], params: envelope.params }];
  if (envelope.code === SUCCESS) return [{ text, entries: [] }];
  // Codes of other modules are only suggested.
  const near =
    envelope.module === undefined
      ? readCode(table, envelope.code).map((one) => one.code)
      : suggestCodes(table, code);
  return [{ ...missing(text, near), code }];
}

/** A text with a code field is a response if it begins like one or has another field of a response. */
const RESPONSE_LIKE =
  /^\s*[[{<(]|["'\s,&(]?(?:msg|message|biz_?code|msg_?params|trace)["']?\s*[:=]/i;

/** Reads the fields of a text that is a response and nothing else, and finds the key of its code. */
function readFields(table: Table, text: string): { envelope: Envelope; place: number } | undefined {
  if (!RESPONSE_LIKE.test(text)) return undefined;
  const matches = matchesIn(table, text);
  const code = matches.find(({ kind, key }) => kind === 'field' && isPlainKey(text, key));
  const module = matches.find(({ kind }) => kind === 'module');
  return (
    code && {
      envelope: { code: code.text, module: module?.text, message: undefined, params: [] },
      place: code.key,
    }
  );
}

function asPeopleQuoteThem(table: Table, text: string): Reference[] | undefined {
  const quoted = findQuotedCodes(table, text);
  return quoted.length > 0 ? quoted : undefined;
}

/** The maximum number of suggestions. */
const MAX_SUGGESTIONS = 3;

/** A text that only looks like a code. */
function asMisspeltCode(table: Table, text: string): Reference[] {
  const reference = missing(text, suggestCodes(table, text));
  return reference.suggestions ? [reference] : [];
}

function missing(text: string, suggestions: readonly string[]): Reference {
  if (suggestions.length === 0) return { text, entries: [] };
  return { text, entries: [], suggestions: suggestions.slice(0, MAX_SUGGESTIONS) };
}
