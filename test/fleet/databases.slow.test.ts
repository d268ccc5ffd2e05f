import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { PATTERN_KINDS, type PatternKind } from '../../src/codes/pattern.js';
import { counted, logTexts, scanned } from '../support/patterns.js';
import { type Found, missing, sorted, Workplace } from './workplace.js';

const workplace = new Workplace();

/** A query for what is to be compared. */
const FOUND = 'SELECT line, code, known, message FROM explained';

const counts = (rows: unknown): Found[] =>
  (rows as Record<string, unknown>[]).map(({ line, code, known, message }) => ({
    line: Number(line),
    code: String(code),
    known: known === true || known === 1 || known === '1',
    ...(message === null ? {} : { message: String(message) }),
  }));

/** Texts for the law that the patterns find what the scanner finds, one as JSON a line. */
const texts = fc.sample(logTexts, { numRuns: 1500, seed: 11 });
workplace.write(
  'texts.ndjson',
  texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''),
);

/** Compares what a pattern found in the texts; those about which the engine may differ are left out. */
function expectSameAsScanner(rows: unknown, kind: PatternKind, mayDiffer = /(?!)/): void {
  const codes = new Map(
    (rows as { id: number | string; codes: string[] | null }[]).map((row) => [
      Number(row.id),
      row.codes ?? [],
    ]),
  );
  const compared = texts.flatMap((text, id) => (mayDiffer.test(text) ? [] : [{ text, id }]));
  const found = compared.map(({ id }) => counted(codes.get(id) ?? [], kind));
  expect(found.flat().length).toBeGreaterThan(300);
  expect(found).toEqual(compared.map(({ text }) => scanned(text, kind)));
}

const noDuckdb = missing('npm:@duckdb/node-api');

describe.skipIf(noDuckdb)(`DuckDB${noDuckdb ? ` (skipped: ${noDuckdb})` : ''}`, () => {
  workplace.writeFiles('DuckDB');

  test('finds in a text log what mmerr finds', () => {
    const rows = workplace.program('duckdb.mjs', FOUND, 'duckdb.sql');
    expect(sorted(counts(rows))).toEqual(sorted(workplace.truth()));
  });

  test('finds the same in parquet', () => {
    workplace.write(
      'make-lake.sql',
      `COPY (SELECT line AS number, text, line % 3 AS part, substr(text, 1, 10) AS day FROM log)
       TO 'lake' (FORMAT parquet, PARTITION_BY (day, part));`,
    );
    const rows = workplace.program(
      'duckdb.mjs',
      'SELECT number AS line, code, known, message FROM explained',
      'duckdb.sql',
      'make-lake.sql',
      'parquet.sql',
    );
    expect(sorted(counts(rows))).toEqual(sorted(workplace.truth()));
  });

  test.each(PATTERN_KINDS)('finds with the pattern %s what the scanner finds', (kind) => {
    const rows = workplace.program(
      'duckdb.mjs',
      `SELECT id, regexp_extract_all(text, getvariable('${kind}'), 1) AS codes
       FROM read_json('texts.ndjson', format = 'newline_delimited', columns = {id: 'INT', text: 'VARCHAR'})`,
      'duckdb.sql',
    );
    expectSameAsScanner(rows, kind);
  });
});

const noPglite = missing('npm:@electric-sql/pglite');

describe.skipIf(noPglite)(`PostgreSQL${noPglite ? ` (skipped: ${noPglite})` : ''}`, () => {
  let results: Record<'log' | PatternKind, unknown>;

  // One run for all: to start it takes most of the time.
  beforeAll(() => {
    workplace.writeFiles('PostgreSQL');
    workplace.write(
      'texts.sql',
      `CREATE TABLE raw (json text);
\\copy raw FROM 'texts.ndjson' WITH (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')
CREATE VIEW found AS SELECT json::jsonb ->> 'id' AS id,
  ARRAY(SELECT match[1] FROM regexp_matches(json::jsonb ->> 'text', :'anywhere', 'g') AS match) AS anywhere,
  ARRAY(SELECT match[1] FROM regexp_matches(json::jsonb ->> 'text', :'field', 'g') AS match) AS field
FROM raw;
`,
    );
    const queries = PATTERN_KINDS.map((kind) => `SELECT id, ${kind} AS codes FROM found`);
    const [log, anywhere, field] = workplace.program(
      'pglite.mjs',
      ...[FOUND, ...queries, '--', 'postgres.sql', 'texts.sql'],
    ) as unknown[];
    results = { log, anywhere, field };
  }, 120_000);

  test('finds in a log what mmerr finds', () => {
    expect(sorted(counts(results.log))).toEqual(sorted(workplace.truth()));
  });

  test.each(PATTERN_KINDS)('finds with the pattern %s what the scanner finds', (kind) => {
    // The longest match wins: it takes a character along that is not ASCII.
    expectSameAsScanner(results[kind], kind, /\d[^\x01-\x7f]\w/u);
  });
});

const noSqlite = missing('sqlite3');

describe.skipIf(noSqlite)(`SQLite${noSqlite ? ` (skipped: ${noSqlite})` : ''}`, () => {
  const rowsOf = (query: string) => JSON.parse(workplace.sh(`sqlite3 -json mmerr.db "${query}"`));

  test('has what mmerr finds', () => {
    workplace.writeFiles('SQLite');
    workplace.runScripts('SQLite');
    const rows = rowsOf('SELECT line, code, known, message FROM finding');
    expect(sorted(counts(rows))).toEqual(sorted(workplace.truth()));
  });

  test('joins responses in JSON with the forms', () => {
    workplace.writeFiles('SQLite');
    workplace.sh(`rm -f mmerr.db
      sqlite3 mmerr.db '.import --csv forms.csv mmerr' 'CREATE TABLE answer (json TEXT)' \\
        '.mode ascii' '.separator "\\001" "\\n"' '.import app.ndjson answer'
      sqlite3 mmerr.db < sqlite-json.sql`);
    const rows = rowsOf('SELECT line, code FROM answered') as { line: number; code: string }[];
    const answers = workplace
      .read('app.ndjson')
      .split('\n')
      .map((line) => line.includes('"response"'));
    const known = workplace
      .truth('app.ndjson')
      .filter((found) => found.known && answers[found.line - 1]);
    expect(rows.map(({ line, code }) => `${line} ${code}`)).toEqual(
      known.map(({ line, code }) => `${line} ${code}`),
    );
  });
});
