import type { CommandUnknownOpts as Command } from '@commander-js/extra-typings';
import { describe, expect, test } from 'vitest';
import { splitExample } from '../../src/cli/definition.js';
import { buildProgram, PROGRAM_EXAMPLES } from '../../src/cli/program.js';
import { EXAMPLES, silentIo } from '../support/program.js';
import { runInProcess } from '../support/run.js';

/** The words that call each command of the program, the program itself first. */
function paths(command: Command, path: readonly string[] = []): string[][] {
  const subs = command.createHelp().visibleCommands(command);
  return [
    [...path],
    ...subs
      .filter((sub) => path.length === 0 || sub.name() !== 'help')
      .flatMap((sub) => paths(sub, [...path, sub.name()])),
  ];
}

const COMMANDS = paths(buildProgram(silentIo()));
const EXAMPLE_LINES = Object.values(EXAMPLES)
  .flat()
  .map((example) => splitExample(example).line);

describe('help', () => {
  test.each(COMMANDS.map((path) => [path.join(' ') || 'mmerr', path] as const))(
    'of %s fits 40 and 80 columns, and a pipe',
    async (_name, path) => {
      const inPipe = await runInProcess([...path, '--help']);
      expect([inPipe.code, inPipe.stderr]).toEqual([0, '']);
      for (const columns of [40, 80]) {
        const { stdout, code } = await runInProcess([...path, '--help'], { columns });
        expect(code).toBe(0);
        const text = stdout.toString();
        expect(text).toMatch(/^Usage: mmerr/);
        expect(text).not.toMatch(/preset|undefined|default: "/);
        for (const line of text.split('\n')) {
          // A command line cut in two could not be copied, nor a usage.
          const isWhole = EXAMPLE_LINES.includes(line.trim()) || /^(Usage:)?\s+mmerr /.test(line);
          if (!isWhole) expect(line.length, line).toBeLessThanOrEqual(columns);
        }
        if (columns === 80) expect(inPipe.stdout.toString()).toBe(text);
      }
      const named = await runInProcess(['help', ...path]);
      expect(named.stdout.toString()).toBe(inPipe.stdout.toString());
    },
  );

  test.each([40, 80, undefined])('shows every example whole, on %s columns', async (columns) => {
    for (const [name, examples] of Object.entries(EXAMPLES)) {
      const args = name === 'mmerr' ? ['--help'] : [...name.split(' '), '--help'];
      const { stdout } = await runInProcess(args, columns ? { columns } : {});
      const [, shown = ''] = stdout.toString().split('\nExamples:\n');
      const lines = shown.split('\n');
      for (const { line, note } of examples.map(splitExample)) {
        const at = lines.findIndex((text) => text.trim().startsWith(line));
        const item = lines
          .slice(at, at + 3)
          .join(' ')
          .replace(/\s+/g, ' ');
        expect(item).toContain(`${line} ${note}`.trim());
        // A command is copied: only the terminal may break its line.
        expect(lines[at]).toContain(line);
      }
    }
  });

  test.each(EXAMPLE_LINES)('shows what the program understands: %s', async (line) => {
    const [, call = ''] = /\bmmerr (.*?)(?: [|>&].*|\)"?)?$/.exec(line) ?? [];
    const args = [...call.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word ?? '',
    );
    const { stderr } = await runInProcess(args, { stdin: 'GGATEWAY_CODE_014\n' });
    // A file of an example may be missing here; a wrong call would be told the way to the help.
    expect(stderr).not.toMatch(/--help\n$/);
  });

  test('comes with examples when nothing is asked on a terminal that is dumb', async () => {
    const { code, stdout, stderr } = await runInProcess([], { stdin: null });
    expect([code, stdout.toString()]).toEqual([2, '']);
    for (const example of PROGRAM_EXAMPLES) expect(stderr).toContain(splitExample(example).line);
  });
});

describe('what is mistyped', () => {
  test.each([
    [['lokup', 'G500'], /unknown command 'lokup'.*did you mean lookup\?/],
    [['help', 'lokup'], /unknown command 'lokup' \(did you mean lookup\?\)/],
    [['help', 'table', 'imprt'], /unknown command 'imprt' \(did you mean import\?\)/],
    [['help', 'nonsense'], /unknown command 'nonsense';/],
    [['table', 'imprt'], /unknown command 'imprt' \(did you mean import\?\)/],
    [['lookup', '--parms', '5'], /unknown option '--parms' \(did you mean --params\?\)/],
    [['explain', '--sumary', 'x'], /unknown option '--sumary' \(did you mean --summary\?\)/],
    [['list', '--josn'], /unknown option '--josn' \(did you mean --json\?\)/],
    [['list', '--section', 'kyk'], /did you mean kyc\?/],
    [
      ['--color=purple', 'G500'],
      /^mmerr: invalid --color 'purple'; expected auto, always or never;/,
    ],
    [
      ['search', '--limit', '0', 'x'],
      /^mmerr: invalid --limit '0'; expected a whole number of at least 1;/,
    ],
    [['completion'], /^mmerr: name a shell: bash, zsh, fish or powershell;/],
    [
      ['completion', 'tcsh'],
      /^mmerr: unknown shell 'tcsh'; expected bash, zsh, fish or powershell;/,
    ],
    [['explain', '--merge', 'x'], /^mmerr: --merge requires --summary;/],
    [['explain', '-n', 'x'], /^mmerr: --line-number requires --only-matching;/],
    [['list', '--\x1b[31mred'], /unknown option '--\\x1b\[31mred'/],
  ] as const)('%j', async (args, message) => {
    const { code, stdout, stderr } = await runInProcess(args);
    expect([code, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stderr).not.toContain('\x1b');
  });
});
