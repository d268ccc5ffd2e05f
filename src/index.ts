/**
 * What MultiMarkets API error codes mean, for programs. Pure: nothing here reads files, writes
 * anything or knows of terminals.
 *
 * @packageDocumentation
 */
export { builtinTable } from './builtin.js';
export { type CodeParts, compareCodes, splitCode } from './code.js';
export { type ChangedEntry, diffTables, type TableDiff } from './diff.js';
export {
  ACTION_ADVICE,
  ACTIONS,
  type Action,
  type Alternative,
  type Entry,
  HTTP_STATUS,
  type PageLines,
  type Repair,
  type RepairKind,
  type Source,
  STATUSES,
  type Status,
} from './entry.js';
export { createExplainer, type Explainer, type ExplainerOptions } from './explain/explainer.js';
export {
  createFindingsReader,
  type FindingFields,
  type FindingsReader,
  type LocatedFinding,
} from './explain/findings.js';
export type { ExplainStyle } from './explain/inline.js';
export { EXPORT_FORMATS, type ExportFormat, exportTable } from './exporter.js';
export { auditTable, type TableAudit } from './importer/audit.js';
export { TableError } from './importer/error.js';
export type { Guidance } from './importer/guidance.js';
export {
  type ImportedPages,
  importPages,
  type PageFormat,
  type PageInput,
  type PageReport,
} from './importer/import.js';
export { knowledgeOf } from './importer/knowledge.js';
export type { UnreadRow } from './importer/repair.js';
export type { Correction, Knowledge } from './importer/resolve.js';
export { type ListFilter, listEntries } from './list.js';
export { type LookupOptions, type LookupResult, lookup } from './lookup.js';
export { readCode, suggestCodes } from './reader.js';
export { type ResponseError, readResponse } from './response.js';
export { type SearchHit, type SearchOptions, search } from './search.js';
export { findSentence, type SentenceMatch } from './sentence.js';
export { createTable, type Family, type Table } from './table.js';
export { match, parseTemplate, render, splitParams, type Template } from './template.js';
