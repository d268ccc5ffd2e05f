import {
  type CodePattern,
  codePattern,
  PATTERN_DIALECTS,
  PATTERN_KINDS,
  type PatternKind,
} from '../../../codes/pattern.js';
import { visible } from '../../../text/visible.js';
import { choose } from '../../choice.js';
import type { Context } from '../../context.js';
import { EXIT, UsageError } from '../../errors.js';
import type { PatternOutput } from '../../json-outputs.js';

/** Prints a regular expression that finds codes; with `--json` both kinds, each with its group. */
export async function runPattern(
  context: Context,
  name: string | undefined,
  options: { readonly dialect?: string } = {},
): Promise<number> {
  const kind = PATTERN_KINDS.find((known) => known === name?.toLowerCase());
  if (name !== undefined && kind === undefined) {
    throw new UsageError(
      `unknown pattern '${visible(name)}'; expected ${PATTERN_KINDS.join(' or ')}`,
    );
  }
  const dialect = choose('dialect', options.dialect ?? 're2', PATTERN_DIALECTS);
  const table = await context.table();
  if (context.options.json) {
    const patterns: { -readonly [Kind in PatternKind]?: CodePattern } = {};
    for (const each of kind === undefined ? PATTERN_KINDS : [kind]) {
      const made = codePattern(table, each, dialect);
      if (made) patterns[each] = made;
    }
    await context.printJson<PatternOutput>({ dialect, ...patterns });
    return EXIT.found;
  }
  const made = codePattern(table, kind ?? 'anywhere', dialect);
  if (!made) return EXIT.nothing;
  await context.print(made.pattern);
  return EXIT.found;
}
