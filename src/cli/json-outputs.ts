// The JSON output of each command. `npm run schema` generates data/schema.json from these types: comments
// become descriptions, and tags such as `@minItems` add what a type cannot express.
import type { CodeForm } from '../codes/forms.js';
import type { CodePattern, PatternDialect } from '../codes/pattern.js';
import type { FindingFields, LocatedFinding } from '../explain/sinks/findings.js';
import type { Summary } from '../explain/summary.js';
import type { TableAudit } from '../importer/audit.js';
import type { LookupResult } from '../lookup/result.js';
import type { Params } from '../message/template.js';
import type { TableDiff } from '../table/diff.js';
import type { Entry } from '../table/entry.js';

/** Each command has its own definition. The schema as a whole accepts the output of any command. */
export type Output =
  | LookupOutput
  | SearchOutput
  | ListOutput
  | ExplainFinding
  | NdjsonField
  | SummaryOutput
  | FormsOutput
  | PatternOutput
  | DiffOutput
  | AuditOutput;

/**
 * The output of `mmerr lookup --json`, and of `mmerr --json` for codes: one element per query, in order.
 *
 * @minItems 1
 */
export type LookupOutput = readonly LookupResult[];

/** The output of `mmerr search --json`, and of `mmerr --json` for words: the best first. */
export type SearchOutput = readonly Hit[];

/** An entry that a search found. */
export interface Hit extends Entry {
  /**
   * The score: above 0; 1 means that the query is the message or the code itself; below 0.4, the
   * result is not a close match.
   *
   * @exclusiveMinimum 0
   * @maximum 1
   */
  readonly score: number;
  /** The values, if the query is the entry's message with its placeholders filled. */
  readonly params?: Params;
}

/**
 * The output of `mmerr list --json`, `mmerr table export` and `mmerr table import`: entries, ordered by
 * code.
 */
export type ListOutput = readonly Entry[];

/** A line of `mmerr explain --json` (NDJSON): a code and its position. */
export type ExplainFinding = LocatedFinding;

/** A code in a JSON line. */
export type NdjsonFinding = FindingFields;

/**
 * The field "mmerr" that `mmerr explain --ndjson` adds to a line.
 *
 * @minItems 1
 */
export type NdjsonField = readonly NdjsonFinding[];

/** The output of `mmerr explain --summary --json`. */
export type SummaryOutput = Summary;

/** The output of `mmerr table export --forms`: each form in which logs write a code, ordered by code. */
export type FormsOutput = readonly CodeForm[];

/** The output of `mmerr table pattern --json`: regular expressions that find codes in text. */
export interface PatternOutput {
  /** The dialect of the expressions. */
  readonly dialect: PatternDialect;
  /** Finds codes of long families, anywhere. */
  readonly anywhere?: CodePattern;
  /** Finds short and numeric codes, as the value of a code field. */
  readonly field?: CodePattern;
}

/** The output of `mmerr table diff --json`: a table compared with the built-in one, which is the old one. */
export type DiffOutput = Omit<TableDiff, 'outside'>;

/** The output of `mmerr table audit --json`: the pages, repairs and conflicts of a table. */
export type AuditOutput = TableAudit;
