/**
 * Explains MultiMarkets API error codes to programs. Nothing here does I/O or has side effects.
 *
 * @packageDocumentation
 */

export { type CodeForm, codeForms } from './codes/forms.js';
export { readCode } from './codes/parse.js';
export {
  type CodePattern,
  codePattern,
  PATTERN_DIALECTS,
  PATTERN_KINDS,
  type PatternDialect,
  type PatternKind,
} from './codes/pattern.js';
export { suggestCodes } from './codes/suggest.js';
export { createExplainer, type Explainer, type ExplainerOptions } from './explain/explainer.js';
export { findCodes } from './explain/find-codes.js';
export type { ExplainLimit, OnLimit } from './explain/limits.js';
export {
  createFindingsReader,
  type FindingFields,
  type FindingsReader,
  type LocatedFinding,
} from './explain/sinks/findings.js';
export type { ExplainStyle } from './explain/sinks/inline.js';
export { type ExplainStreamOptions, explainStream } from './explain/web-stream.js';
export {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportOptions,
  exportTable,
} from './exporter/export.js';
export { exportForms, FORM_FORMATS, type FormFormat } from './exporter/forms.js';
export { auditTable, type TableAudit } from './importer/audit.js';
export { TableError } from './importer/error.js';
export type { PageFormat, PageInput } from './importer/formats/detect.js';
export { importPages } from './importer/import.js';
export type { Correction, Knowledge } from './importer/knowledge.js';
export { knowledgeOf } from './importer/knowledge.js';
export type { ImportedPages, PageReport } from './importer/read-pages.js';
export type { UnreadRow } from './importer/repair/repair.js';
export { type ListFilter, listEntries } from './lookup/list.js';
export { lookup } from './lookup/lookup.js';
export { type ResponseError, readResponse } from './lookup/read-response.js';
export type { LookupOptions, LookupResult } from './lookup/result.js';
export { findSentence, type SentenceMatch } from './message/sentence.js';
export { match, parseTemplate, render, type Template } from './message/template.js';
export { splitParams } from './response/params.js';
export type { SearchHit, SearchOptions } from './search/answer.js';
export { search } from './search/search.js';
export { builtinTable } from './table/builtin.js';
export { type CodeParts, compareCodes, splitCode } from './table/code.js';
export type { Code } from './table/codes.js';
export { type ChangedEntry, diffTables, type TableDiff } from './table/diff.js';
export {
  ACTION_ADVICE,
  ACTIONS,
  type Action,
  type Alternative,
  CUSTOMER_ADVICE,
  type Entry,
  HTTP_STATUS,
  type PageLines,
  type Repair,
  type RepairKind,
  type Source,
  STATUSES,
  type Status,
  WORDINGS,
  type Wording,
} from './table/entry.js';
export type { Guidance } from './table/guidance.js';
export { createTable, type Family, type Table } from './table/table.js';
