/**
 * A limit that a line exceeded:
 *
 * - `distant-params`: the params of a code may be in another part of a long line;
 * - `below-meanings`: a line has too many different meanings to write them below it;
 * - `ndjson-line`: a line with a code is too long for a field;
 * - `ndjson-field`: a field has no room for all codes of its line;
 * - `only-matching-head`: the start of a line was cut off.
 */
export type ExplainLimit =
  | 'distant-params'
  | 'below-meanings'
  | 'ndjson-line'
  | 'ndjson-field'
  | 'only-matching-head';

/** Called each time a line exceeds a limit. */
export type OnLimit = (limit: ExplainLimit) => void;
