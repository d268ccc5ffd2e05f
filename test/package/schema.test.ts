import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATTERN_DIALECTS } from '../../src/codes/pattern.js';
import { MAX_BUCKETS } from '../../src/explain/timeline.js';
import { ACTIONS, REPAIR_KINDS, STATUSES, WORDINGS } from '../../src/table/entry.js';
import { runInProcess } from '../support/run.js';

const SCHEMA = JSON.parse(readFileSync('data/schema.json', 'utf8')) as {
  $id: string;
  $defs: Record<string, Definition>;
};

interface Definition {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly additionalProperties?: boolean;
  readonly $ref?: string;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Definition>>;
}

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
ajv.addSchema(SCHEMA);

/** The check of one command's output. */
function checker(name: string): ValidateFunction {
  const validate = ajv.getSchema(`${SCHEMA.$id}#/$defs/${name}`);
  if (!validate) throw new Error(`the schema has no ${name}`);
  return validate;
}

function expectValid(name: string, value: unknown): void {
  const validate = checker(name);
  validate(value);
  expect(validate.errors ?? [], `${name}: ${JSON.stringify(value).slice(0, 300)}`).toEqual([]);
}

let folder: string;
let page: string;
let copy: string;
let log: string;
let second: string;
let timed: string;

const RESPONSE = '{"code":"USCUSTOMER_API_0000132","msg":"","msgParams":"5,24","data":null}';
const LOG = `start
${RESPONSE}
code=G500 and code=G500
USCUSTOMER_API_9999999 is new
ERROR GGATEWAY_CODE_001 USCUSTOMER_API_0000132
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mmerr-schema-'));
  page = join(folder, 'page.txt');
  copy = join(folder, 'copy.txt');
  log = join(folder, 'app.log');
  second = join(folder, 'second.log');
  timed = join(folder, 'timed.log');
  await writeFile(
    page,
    [
      'Navigation',
      'GGATEWAY_CODE_001=Another message for it',
      'GGATEWAY_CODE _002=Invalid business type',
      'USCUSTOMER_API_0000102=Account or password is incorrect',
      'USCUSTOMER_API_0000102=Something else altogether',
      'NEWCODE_API_0001=Wait %s minutes',
      'NEWCODE_API_0002=',
    ].join('\n'),
  );
  await writeFile(copy, 'USCUSTOMER_API_0000102=Account or password is incorrect\n');
  await writeFile(log, LOG);
  await writeFile(second, 'GGATEWAY_CODE_001\nGGATEWAY_CODE_999\n');
  await writeFile(
    timed,
    '2026-01-02T03:04:05Z USCUSTOMER_API_0000132 msgParams="5,24"\nGGATEWAY_CODE_999\n',
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command that prints one JSON value. */
async function output(...args: string[]): Promise<unknown> {
  const { stdout } = await runInProcess(args);
  return JSON.parse(stdout.toString());
}

/** Runs a command that prints a JSON value a line. */
async function lines(stdin: string, ...args: string[]): Promise<Record<string, unknown>[]> {
  const { stdout } = await runInProcess(args, { stdin });
  return stdout
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/** Every output that there is, by its definition. */
async function outputs(): Promise<[definition: string, value: unknown][]> {
  return [
    ['LookupOutput', await output('lookup', '--json', 'USCUSTOMER_API_0000102', '102', 'nonsense')],
    ['LookupOutput', await output('lookup', '--json', 'USCUSTOMER_API_0000013', RESPONSE)],
    ['LookupOutput', await output('lookup', '--json', '--params', '1,2,3', 'G500')],
    ['LookupOutput', await output('--json', 'G500')],
    ['LookupOutput', await output('--table', page, '--json', 'NEWCODE_API_0001')],
    ['SearchOutput', await output('search', '--json', 'password')],
    ['SearchOutput', await output('--json', 'Add up to 5 wallets')],
    ['SearchOutput', await output('search', '--json', 'xqzvkw')],
    ['ListOutput', await output('list', '--json')],
    ['ListOutput', await output('list', '--json', 'NOSUCH')],
    ['ListOutput', await output('--table', page, 'list', '--json')],
    ['ListOutput', await output('table', 'import', page)],
    ['ListOutput', await output('table', 'import', page, copy)],
    ['ListOutput', await output('table', 'export', '--format', 'json')],
    ...(await lines(LOG, 'explain', '--json')).map((value) => ['ExplainFinding', value] as const),
    ...(await lines('', 'explain', '--json', log)).map(
      (value) => ['ExplainFinding', value] as const,
    ),
    ...(await lines('', 'explain', '--json', timed)).map(
      (value) => ['ExplainFinding', value] as const,
    ),
    ...(await lines(LOG, 'explain', '--ndjson'))
      .filter((value) => 'mmerr' in value)
      .map(({ mmerr }) => ['NdjsonField', mmerr] as const),
    ...(await lines('{"code":"US500","was":"USCUSTOMER_API_9999999"}', 'explain', '--ndjson')).map(
      ({ mmerr }) => ['NdjsonField', mmerr] as const,
    ),
    ['SummaryOutput', await output('explain', '--summary', '--json', log)],
    ['SummaryOutput', await output('explain', '--summary', '--json', log, second)],
    ['SummaryOutput', await output('explain', '--summary', '--json', log, timed)],
    ['FormsOutput', await output('table', 'export', '--forms')],
    ['FormsOutput', await output('--table', page, 'table', 'export', '--forms')],
    ['PatternOutput', await output('table', 'pattern', '--json')],
    ['PatternOutput', await output('table', 'pattern', 'field', '--json', '--dialect', 'posix')],
    ['DiffOutput', await output('table', 'diff', '--json', page)],
    ['AuditOutput', await output('table', 'audit', '--json')],
    ['AuditOutput', await output('table', 'audit', '--json', page)],
  ].map(([name, value]) => [name as string, value]);
}

/** Every object inside a value, itself included. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const part of Object.values(value)) yield* objectsIn(part);
}

describe('the schema', () => {
  test('is valid, and closed: every object names all its fields, each described', () => {
    expect(ajv.validateSchema(SCHEMA)).toBe(true);
    let objects = 0;
    for (const definition of objectsIn(SCHEMA) as Generator<Definition>) {
      if (definition.type !== 'object') continue;
      objects++;
      expect(definition.additionalProperties).toBe(false);
      expect(definition.description).toBeTruthy();
    }
    expect(objects).toBeGreaterThan(15);
  });

  test('describes every definition and every field, in plain text', () => {
    const named = (ref?: string) => SCHEMA.$defs[ref?.replace('#/$defs/', '') ?? ''];
    for (const [name, definition] of Object.entries(SCHEMA.$defs)) {
      const fields = Object.entries(definition.properties ?? {});
      for (const [field, { description, $ref }] of [['', definition] as const, ...fields]) {
        const text = description ?? named($ref)?.description;
        expect(text, `${name} ${field}`).toMatch(/^[^{}]+\.$/s);
      }
    }
  });

  test('knows the statuses, actions and repairs that the code knows', () => {
    expect(SCHEMA.$defs.Status?.enum).toEqual(STATUSES);
    expect(SCHEMA.$defs.Action?.enum).toEqual(ACTIONS);
    expect(SCHEMA.$defs.RepairKind?.enum).toEqual(REPAIR_KINDS);
    expect(SCHEMA.$defs.Wording?.enum).toEqual(WORDINGS);
    expect(SCHEMA.$defs.PatternDialect?.enum).toEqual(PATTERN_DIALECTS);
    expect(SCHEMA.$defs.SummaryBuckets?.properties?.count?.maximum).toBe(MAX_BUCKETS);
    expect(SCHEMA.$defs.CodeCount?.properties?.timeline?.maxItems).toBe(MAX_BUCKETS);
  });

  test('can be had from the package', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({
      exports: { './data/schema.json': './data/schema.json' },
      files: expect.arrayContaining(['data/schema.json']),
    });
  });
});

describe('what the commands print', () => {
  test('is as the schema says, and each definition is tried', async () => {
    const all = await outputs();
    for (const [name, value] of all) {
      expectValid(name, value);
      expect(ajv.validate(SCHEMA.$id, value)).toBe(true);
    }
    const tried = new Set(all.map(([name]) => name));
    const wanted = Object.keys(SCHEMA.$defs).filter((name) => /Output$|Finding$|Field$/.test(name));
    for (const name of wanted) {
      if (name !== 'NdjsonFinding') expect(tried).toContain(name);
    }
  });

  test('fills every field of the schema somewhere', async () => {
    const seen = new Set<string>();
    for (const [, value] of await outputs()) {
      for (const part of objectsIn(value)) for (const field of Object.keys(part)) seen.add(field);
    }
    const fields = Object.values(SCHEMA.$defs).flatMap((definition) =>
      Object.keys(definition.properties ?? {}),
    );
    expect(new Set(fields.filter((field) => !seen.has(field)))).toEqual(new Set());
  });

  test('fails the schema as soon as it is changed', async () => {
    for (const [name, value] of await outputs()) {
      const validate = checker(name);
      for (const [index] of [...objectsIn(value)].entries()) {
        if (index > 40) break;
        const more = structuredClone(value);
        const part = [...objectsIn(more)][index] as Record<string, unknown>;
        part.surprise = 1;
        expect(validate(more), `${name}: a field more`).toBe(false);
        delete part.surprise;
        for (const field of Object.keys(part)) {
          const kept = part[field];
          part[field] = { wrong: true };
          expect(validate(more), `${name}: ${field} of another type`).toBe(false);
          part[field] = kept;
        }
      }
    }
  });

  test('must hold what makes it whole', async () => {
    const [entry] = (await output('list', '--json', 'G500')) as Record<string, unknown>[];
    const validate = checker('ListOutput');
    for (const field of ['code', 'message', 'placeholders', 'family', 'module', 'source']) {
      const { [field]: _left, ...rest } = entry ?? {};
      expect(validate([rest]), field).toBe(false);
    }
    expect(validate([{ ...entry, status: 'NOT_A_STATUS' }])).toBe(false);
    expect(validate([{ ...entry, action: 'panic' }])).toBe(false);
    expect(validate([{ ...entry, placeholders: -1 }])).toBe(false);
    const hit = { ...entry, score: 1.1 };
    expect(checker('SearchOutput')([hit])).toBe(false);
    const finding = { line: 1, column: 1, offset: 0, code: 'G500', known: true };
    expect(checker('ExplainFinding')(finding)).toBe(false);
    expect(checker('ExplainFinding')({ ...finding, known: false, message: 'x' })).toBe(false);
    expect(checker('ExplainFinding')({ ...finding, message: 'x', rendered: 'x' })).toBe(false);
    const missing = { query: 'x', entries: [], suggestions: [] };
    expect(checker('LookupOutput')([missing])).toBe(false);
    expect(checker('LookupOutput')([{ query: 'x', entries: [], rendered: 'x', params: [] }])).toBe(
      false,
    );
  });
});
