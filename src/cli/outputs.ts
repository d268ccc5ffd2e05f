// What each command prints as JSON. `npm run schema` makes data/schema.json of these types: what they
// say of a field is its description, and tags such as `@minItems` say what a type cannot.
import type { CodeForm } from '../codes/forms.js';
import type { CodePattern, PatternDialect } from '../codes/pattern.js';
import type { FindingFields, LocatedFinding } from '../explain/sinks/findings.js';
import type { Summary } from '../explain/summary.js';
import type { TableAudit } from '../importer/audit.js';
import type { LookupResult } from '../lookup/lookup.js';
import type { Params } from '../message/template.js';
import type { TableDiff } from '../table/diff.js';
import type { Entry } from '../table/entry.js';

/** Each command has a definition of its own; as a whole, this schema accepts what any of them writes. */
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
 * What `mmerr lookup --json` prints, and `mmerr --json` for codes: one element for each query, in
 * order.
 *
 * @minItems 1
 */
export type LookupOutput = readonly LookupResult[];

/** What `mmerr search --json` prints, and `mmerr --json` for words: the best first. */
export type SearchOutput = readonly Hit[];

/** An entry that a search found. */
export interface Hit extends Entry {
  /**
   * How well it fits: above 0, 1 for the best.
   *
   * @exclusiveMinimum 0
   * @maximum 1
   */
  readonly score: number;
  /** The values found, where the query is the entry's own sentence with its placeholders filled. */
  readonly params?: Params;
}

/**
 * What `mmerr list --json`, `mmerr table export` and `mmerr table import` print: entries, ordered by
 * code.
 */
export type ListOutput = readonly Entry[];

/** One line of `mmerr explain --json` (NDJSON): a code, and where it is. */
export type ExplainFinding = LocatedFinding;

/** A code that a JSON line holds. */
export type NdjsonFinding = FindingFields;

/**
 * The field "mmerr" that `mmerr explain --ndjson` adds to a line.
 *
 * @minItems 1
 */
export type NdjsonField = readonly NdjsonFinding[];

/** What `mmerr explain --summary --json` prints. */
export type SummaryOutput = Summary;

/** What `mmerr table export --forms` prints: each form in which a log holds a code, ordered by code. */
export type FormsOutput = readonly CodeForm[];

/** What `mmerr table pattern --json` prints: regular expressions that find codes in a text. */
export interface PatternOutput {
  /** The dialect they are written in. */
  readonly dialect: PatternDialect;
  /** Finds codes of long families, anywhere. */
  readonly anywhere?: CodePattern;
  /** Finds short and numeric codes, as the value of a code field. */
  readonly field?: CodePattern;
}

/** What `mmerr table diff --json` prints: a table against the built-in one, which is the old one. */
export type DiffOutput = Omit<TableDiff, 'outside'>;

/** What `mmerr table audit --json` prints: where a table comes from, what was mended, what is open. */
export type AuditOutput = TableAudit;
