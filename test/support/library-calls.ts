import * as library from '../../src/index.js';

const { builtinTable: table, codeForms, TableError } = library;
const { entries } = table;

/** A call of each exported function that works, and what each of its arguments is. */
export const CALLS: Readonly<Record<string, readonly unknown[]>> = {
  auditTable: [entries, {}],
  codeForms: [table],
  codePattern: [table, 'anywhere', 're2'],
  compareCodes: ['G500', 'US500'],
  createExplainer: [table, {}],
  createFindingsReader: [table, 'app.log', () => true],
  createTable: [entries, entries],
  diffTables: [entries, entries],
  explainStream: [table, {}],
  exportForms: [codeForms(table), 'json', {}],
  exportTable: [entries, 'json', {}],
  findCodes: [table, 'code=G500'],
  findSentence: [table, 'Request expired'],
  importPages: [[{ name: 'own', text: 'AB_001=One\nAB_002=Two' }], {}],
  knowledgeOf: [entries],
  listEntries: [table, {}],
  lookup: [table, 'G500', {}],
  match: ['%s left', '5 left'],
  parseTemplate: ['%s left'],
  readCode: [table, 'G500'],
  readResponse: [table, { code: '500', bizCode: 'US' }],
  render: ['%s left', ['5']],
  search: [table, 'expired', {}],
  splitCode: ['G500'],
  splitParams: ['5,24'],
  suggestCodes: [table, 'G501'],
};

type Call = (...args: readonly unknown[]) => unknown;
const functions = library as unknown as Readonly<Record<string, Call>>;
/** Calls an exported function without regard to its types. */
export const call = (name: string, args: readonly unknown[]) => (functions[name] as Call)(...args);

/** The calls with one of their arguments replaced. */
export const replaced = (value: unknown) =>
  Object.entries(CALLS).flatMap(([name, args]) =>
    args.map((_, index) => ({
      name,
      index,
      args: args.map((arg, at) => (at === index ? value : arg)),
    })),
  );

/** Makes a call; returns what it threw. */
export function errorOf(name: string, args: readonly unknown[]): unknown {
  try {
    call(name, args);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Whether an error is of a kind that the library's functions say they throw. */
export const isTyped = (error: unknown) =>
  [TypeError, SyntaxError, TableError].some((kind) => error instanceof kind);
