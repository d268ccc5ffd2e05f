import { codeFieldBefore, isPlainKey, isStatusKey } from '../codes/code-field.js';
import type { Match } from '../codes/scan.js';
import type { Entry } from '../table/entry.js';
import type { Table } from '../table/table.js';
import { composeCode, isModule } from './envelope.js';
import { marketDataTest } from './market-data.js';
import { type ObjectScan, scanObjects } from './objects.js';
import { paramsOf } from './ownership.js';
import { findParams } from './params.js';

/** A part of a text in which the fields of a response belong together: a line, or a part of one. */
export interface Scope {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Whether it is complete. */
  readonly complete: boolean;
}

/** The meaning of a match within its scope. */
export interface Reading {
  /** The code; `undefined` if the match is not one. */
  readonly code: string | undefined;
  readonly entry: Entry | undefined;
  /** Its values, if its message has placeholders. */
  readonly params: readonly string[] | undefined;
  /** Whether no text that may still follow in the scope can change the result. */
  readonly final: boolean;
}

const NONE: Reading = { code: undefined, entry: undefined, params: undefined, final: true };

/**
 * Reads the codes in a scope: joins codes and modules, and assigns the params.
 *
 * @param text The text around the scope.
 * @param matches All matches in the scope, in order.
 * @returns A reading for each match, also for modules, which are not codes.
 */
export function readScope(
  table: Table,
  text: string,
  scope: Scope,
  matches: readonly Match[],
): readonly Reading[] {
  return readSingle(table, text, scope, matches) ?? readSeveral(table, text, scope, matches);
}

/**
 * Reads a scope with one code, at most one module and at most one params field, which clearly belong
 * together: nearly every line of a log. Without this shortcut, logs of responses take twice the time.
 *
 * @returns `undefined` for any other scope.
 */
function readSingle(
  table: Table,
  text: string,
  scope: Scope,
  matches: readonly Match[],
): readonly Reading[] | undefined {
  if (!scope.complete || matches.length === 0 || matches.length > 2) return undefined;
  const first = matches[0] as Match;
  const second = matches[1];
  if (second && (first.kind === 'module') === (second.kind === 'module')) return undefined;
  const codeLeads = first.kind !== 'module';
  const code = codeLeads ? first : second;
  if (!code) return [NONE];
  const module = codeLeads ? second : first;
  let reading: Reading | undefined;
  if (module && !code.whole) {
    const key = code.kind === 'word' ? codeFieldBefore(text, code.start) : code.key;
    if (key >= 0) {
      const from = codeLeads ? code.end : module.end;
      const to = codeLeads ? module.key : key;
      if (!isPlainKey(text, key) || opensOrCloses(text, from, to)) return undefined;
      reading = withModule(table, code, module.text, true);
    }
  }
  reading ??= asWritten(code, true, marketDataTest(text, scope.start, scope.end));
  if (takesParams(reading)) {
    const fields = findParams(text, scope.start, scope.end);
    if (fields.length > 1) return undefined;
    const values = fields[0]?.values;
    if (values && values.length > 0) {
      reading = { code: reading.code, entry: reading.entry, params: values, final: true };
    }
  }
  if (!module) return [reading];
  return codeLeads ? [reading, NONE] : [NONE, reading];
}

/** Whether an object, or a string that may contain one, can open or close in a part of a text. */
function opensOrCloses(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const char = text.charCodeAt(at);
    if (char === 123 || char === 125 || char === 92) return true;
  }
  return false;
}

function readSeveral(
  table: Table,
  text: string,
  scope: Scope,
  matches: readonly Match[],
): Reading[] {
  let scan: ObjectScan | undefined;
  const objects = () => {
    scan ??= scanObjects(text, scope.start, scope.end);
    return scan;
  };
  const readings = withModules(table, text, scope, matches, objects);
  if (!readings.some(takesParams)) return readings;
  const fields = findParams(text, scope.start, scope.end).filter(({ values }) => values.length > 0);
  if (fields.length === 0) {
    return scope.complete ? readings : readings.map((one) => (takesParams(one) ? open(one) : one));
  }
  const indexes = readings.flatMap(({ code }, index) => (code === undefined ? [] : [index]));
  const answers = paramsOf(
    objects(),
    indexes.map((index) => (matches[index] as Match).start),
    fields,
    indexes.map((index) => {
      const reading = readings[index] as Reading;
      return takesParams(reading) ? reading.code : undefined;
    }),
  );
  indexes.forEach((index, which) => {
    const reading = readings[index] as Reading;
    const answer = answers[which];
    if (!answer || !takesParams(reading)) return;
    readings[index] = {
      ...reading,
      params: answer.values,
      final: scope.complete || (reading.final && answer.final),
    };
  });
  return readings;
}

const takesParams = ({ entry }: Reading) => entry !== undefined && entry.placeholders > 0;

const open = (reading: Reading): Reading => ({ ...reading, final: false });

/** Reads each match with its module, ignoring params. */
function withModules(
  table: Table,
  text: string,
  scope: Scope,
  matches: readonly Match[],
  objects: () => ObjectScan,
): Reading[] {
  const hasModule = matches.some(({ kind }) => kind === 'module');
  const isInstrument = marketDataTest(text, scope.start, scope.end);
  if (!hasModule && scope.complete) {
    return matches.map((match) => asWritten(match, true, isInstrument));
  }
  const modules = hasModule || !scope.complete ? pairModules(text, scope, matches, objects) : [];
  return matches.map((match, index) => {
    if (match.kind === 'module') return NONE;
    if (match.whole) return asWritten(match, true, isInstrument);
    const { module, final = true } = modules[index] ?? {};
    return module === undefined
      ? asWritten(match, final, isInstrument)
      : withModule(table, match, module, final);
  });
}

/** A code without a module: as in the table, or with a family that is unambiguous without it. */
function asWritten(
  match: Match,
  final: boolean,
  isInstrument: (place: number) => boolean,
): Reading {
  const { kind, entry } = match;
  const counts = kind === 'word' || (entry && !isInstrument(match.key));
  if (counts) return { code: entry?.code ?? match.text, entry, params: undefined, final };
  return final ? NONE : open(NONE);
}

function withModule(table: Table, match: Match, module: string, final: boolean): Reading {
  const { entry: own } = match;
  // The scanner has already found the entry by its family.
  if (match.kind === 'word' && own?.module === module) {
    return { code: own.code, entry: own, params: undefined, final };
  }
  const { code, entry } = composeCode(table, module, match.text);
  // With another system's module, only a word in the form of our codes is one.
  const named =
    entry !== undefined ||
    match.kind === 'word' ||
    (isModule(table, module) && /^[A-Z0-9_]+$/.test(match.text));
  return named ? { code, entry, params: undefined, final } : NONE;
}

/** The module of a match, and whether text that may still follow can change it. */
interface Pairing {
  readonly module?: string;
  readonly final: boolean;
}

/**
 * Assigns modules to codes in the same object or, outside of objects, on the same line. Several belong
 * together in order. A code in prose has none.
 */
function pairModules(
  text: string,
  scope: Scope,
  matches: readonly Match[],
  objects: () => ObjectScan,
): Pairing[] {
  const keys = matches.map((match) =>
    match.kind === 'word' ? codeFieldBefore(text, match.start) : match.key,
  );
  const pairings: Pairing[] = matches.map(() => ({ final: true }));
  const fields = matches.flatMap((match, index) =>
    (keys[index] as number) < 0 ||
    // A value at the end of the text may go on.
    (match.kind === 'module' && !scope.complete && match.end === scope.end)
      ? []
      : [index],
  );
  const groups = groupByObject(text, scope, fields, keys as number[], matches, objects);
  for (const { members, closed } of groups) {
    const isCode = (index: number) => (matches[index] as Match).kind !== 'module';
    const key = (index: number) => keys[index] as number;
    const codes = members.filter(isCode);
    const plain = codes.filter((index) => isPlainKey(text, key(index)));
    const able = new Set(
      plain.length > 0 ? plain : codes.filter((index) => !isStatusKey(text, key(index))),
    );
    const sequence = members.filter((index) => !isCode(index) || able.has(index));
    const [first] = sequence;
    const modulesLead = first !== undefined && !isCode(first);
    for (const index of codes) pairings[index] = { final: scope.complete || closed };
    sequence.forEach((index, place) => {
      if (!isCode(index)) return;
      const partner = modulesLead ? sequence[place - 1] : sequence[place + 1];
      if (partner === undefined || isCode(partner)) return;
      const { text: module } = matches[partner] as Match;
      // A plain `code` that may still come would take the module from another key.
      const final = scope.complete || closed || plain.length > 0;
      pairings[index] = { module, final };
    });
  }
  return pairings;
}

/** Groups fields by their object, each group in order. */
function groupByObject(
  text: string,
  scope: Scope,
  fields: readonly number[],
  keys: readonly number[],
  matches: readonly Match[],
  objects: () => ObjectScan,
): { members: number[]; closed: boolean }[] {
  const [first, last] = [fields[0], fields.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (scope.complete && !opensOrCloses(text, keys[first] as number, (matches[last] as Match).end)) {
    return [{ members: [...fields], closed: true }];
  }
  const scan = objects();
  const groups = new Map<unknown, { members: number[]; closed: boolean }>();
  for (const index of fields) {
    const object = scan.around(keys[index] as number);
    const group = groups.get(object);
    if (group) group.members.push(index);
    else groups.set(object, { members: [index], closed: object?.close !== undefined });
  }
  return [...groups.values()];
}
