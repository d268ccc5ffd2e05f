import { ByteBuffer } from '../../../explain/byte-buffer.js';
import { CodeStream, type Sink } from '../../../explain/code-stream.js';
import type { Explainer } from '../../../explain/explainer.js';
import { type CodeFilter, filtered } from '../../../explain/sinks/filter.js';
import { createFindingsReader } from '../../../explain/sinks/findings.js';
import type { Table } from '../../../table/table.js';
import { toBytes } from '../../../text/bytes.js';
import { jsonText } from '../../../text/json.js';
import type { Context } from '../../context.js';
import { EXIT } from '../../errors.js';
import type { WriteBytes } from '../../io/output.js';
import type { ExplainFinding } from '../../json-outputs.js';
import type { Mode } from './inputs.js';
import type { LimitWarnings } from './limits.js';

/** Writes all pieces in order; waits only if the writer does. */
function writeAll(
  write: WriteBytes,
  pieces: readonly Uint8Array[],
): undefined | false | Promise<undefined | false> {
  for (let index = 0; index < pieces.length; index++) {
    const written = write(pieces[index] as Uint8Array);
    if (written === false) return false;
    if (written === true) continue;
    return written.then((open) =>
      open ? writeAll(write, pieces.slice(index + 1)) : (false as const),
    );
  }
  return undefined;
}

/** Writes the input out again, with what its explainer adds. */
export function copyMode(write: WriteBytes, create: (name: string | undefined) => Explainer): Mode {
  return {
    copies: true,
    open(name) {
      const explainer = create(name);
      return {
        consume: (chunk) => writeAll(write, explainer.push(chunk)),
        end: () => writeAll(write, explainer.end()),
      };
    },
    finish: async () => EXIT.found,
  };
}

/** Writes a line of JSON for each code. */
export function findingsMode(
  table: Table,
  write: WriteBytes,
  filter: CodeFilter | undefined,
  limits: LimitWarnings,
): Mode {
  return {
    copies: false,
    open(name) {
      const reader = createFindingsReader(table, name, filter, limits.of(name));
      const out = new ByteBuffer();
      const tell = (findings: readonly ExplainFinding[]) => {
        if (findings.length === 0) return undefined;
        for (const finding of findings) out.add(`${toBytes(jsonText(finding))}\n`);
        return writeAll(write, [out.take()]);
      };
      return { consume: (chunk) => tell(reader.push(chunk)), end: () => tell(reader.end()) };
    },
    finish: async () => EXIT.found,
  };
}

/** Counts the codes and prints what was counted when all is read. */
export async function summaryMode(
  context: Context,
  table: Table,
  filter: CodeFilter | undefined,
  limits: LimitWarnings,
): Promise<Mode> {
  const { SummaryRun } = await import('./summary.js');
  const run = new SummaryRun(context, table, limits, filter);
  return {
    copies: false,
    open(name) {
      const stream = run.open(name);
      return {
        consume: (chunk) => {
          stream.push(chunk);
          return undefined;
        },
        end: () => {
          stream.end();
          return undefined;
        },
      };
    },
    async finish() {
      await run.finish();
      return EXIT.found;
    },
    get isShown() {
      return run.isShown;
    },
  };
}

/** Reads on until a code is found; the exit code tells. */
export function quietMode(table: Table, filter: CodeFilter | undefined): Mode {
  let found = false;
  const sink: Sink = {
    pass() {},
    code() {
      found = true;
    },
    flush() {},
    end() {},
  };
  return {
    copies: false,
    open() {
      const stream = new CodeStream(table, filtered(sink, filter));
      return {
        consume: (chunk) => {
          stream.push(chunk);
          return found ? false : undefined;
        },
        end: () => {
          stream.end();
          return found ? false : undefined;
        },
      };
    },
    finish: async () => (found ? EXIT.found : EXIT.nothing),
  };
}
