import type { Finding, Sink } from '../code-stream.js';

/** Whether a code counts. */
export type CodeFilter = (finding: Finding) => boolean;

/**
 * Puts a filter before a sink: a code that does not pass becomes plain bytes. Filtering after recognition
 * ensures that its fields, such as params, are not assigned to another code.
 */
export function filtered(inner: Sink, passes: CodeFilter | undefined): Sink {
  if (!passes) return inner;
  return {
    pass: (bytes, text, from, to) => inner.pass(bytes, text, from, to),
    code(found) {
      const { finding, bytes, text, from, to } = found;
      if (passes(finding)) inner.code(found);
      else if (from < to) inner.pass(bytes, text, from, to);
    },
    // Whether the code passes is only known later.
    mark: (length) => inner.mark?.(length, false),
    end: () => inner.end(),
    flush: () => inner.flush(),
  };
}
