import type { Finding, Sink } from '../stream.js';

/** Tells whether a code counts. */
export type CodeFilter = (finding: Finding) => boolean;

/**
 * Puts a filter before a sink: a code that does not pass is handed on as bytes without a code. It has
 * been read before, so that what belongs to it, such as its params, is not taken for another's.
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
    // Whether it passes is only known when it is handed over.
    mark: (length) => inner.mark?.(length, false),
    end: () => inner.end(),
    flush: () => inner.flush(),
  };
}
