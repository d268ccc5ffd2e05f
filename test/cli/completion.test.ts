import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.js';
import { optionsOf, takesValue } from '../../src/cli/completion/command-line.js';
import { complete } from '../../src/cli/completion/complete.js';
import { SCRIPTS } from '../../src/cli/completion/scripts.js';
import { unquote } from '../../src/cli/completion/unquote.js';
import { valueKindOf } from '../../src/cli/definition.js';
import { buildProgram } from '../../src/cli/program.js';
import { builtinTable } from '../../src/table/builtin.js';
import { ACTIONS } from '../../src/table/entry.js';
import { sectionTitles } from '../../src/table/sections.js';
import { createTable } from '../../src/table/table.js';
import { missing } from '../support/missing.js';
import { silentIo } from '../support/program.js';
import { BUILT, runInProcess } from '../support/run.js';

/** A folder with a `mmerr` to call, and files to complete. */
const folder = mkdtempSync(join(tmpdir(), 'mmerr-completion-'));
const bin = join(folder, 'bin');
const work = join(folder, 'work');

beforeAll(() => {
  if (!existsSync(BUILT)) execFileSync(process.execPath, ['scripts/build.mjs']);
  mkdirSync(bin);
  mkdirSync(join(work, 'logs'), { recursive: true });
  writeFileSync(join(work, 'app.log'), '');
  writeFileSync(join(work, 'my file.txt'), '');
  writeFileSync(
    join(work, 'own.json'),
    '[{"code":"OWN_CODE_001","message":"Ours: \\u001b[31mred"}]',
  );
  writeFileSync(join(work, 'own table.json'), '[{"code":"OWN_CODE_001","message":"Ours"}]');
  writeFileSync(join(work, 'broken.json'), '[{');
  const program = join(bin, 'mmerr');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${resolve(BUILT)}' "$@"\n`);
  chmodSync(program, 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a shell in the work folder; whatever it says on standard error counts as a fault. */
function shell(command: string, args: readonly string[], input = ''): string {
  const { stdout, stderr, status } = spawnSync(command, args, {
    cwd: work,
    input,
    encoding: 'utf8',
    env: {
      PATH: `${bin}${delimiter}${process.env.PATH}`,
      HOME: folder,
      TERM: 'xterm',
      LC_ALL: 'C.UTF-8',
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
    },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** Asks the program in-process. */
async function ask(words: readonly string[], table = builtinTable) {
  const before = words.slice(0, -1);
  const program = buildProgram(silentIo());
  return complete(program, before, words.at(-1) ?? '', { table: async () => table });
}

/** The values that are offered. */
async function offered(...words: string[]): Promise<string[]> {
  return (await ask(words)).candidates.map(({ value }) => value);
}

const ALL_CODES = builtinTable.entries.map(({ code }) => code);
const GATEWAY = ALL_CODES.filter((code) => code.startsWith('GGATEWAY_CODE_00'));

describe('what is offered', () => {
  test('every option and argument that takes a value says what completes it', () => {
    const visit = (command: CommandUnknownOpts): void => {
      const isOwn = command.name() !== 'help' || command.parent?.name() === 'mmerr';
      for (const target of [
        ...(isOwn ? command.registeredArguments : []),
        ...optionsOf(command).filter(takesValue),
      ]) {
        expect(valueKindOf(target), `${command.name()} ${target.name()}`).toBeDefined();
      }
      command.createHelp().visibleCommands(command).forEach(visit);
    };
    visit(buildProgram(silentIo()));
  });

  test('commands, then their own commands and options', async () => {
    expect(await offered('')).toEqual(
      expect.arrayContaining([
        'lookup',
        'search',
        'list',
        'explain',
        'table',
        'completion',
        'help',
      ]),
    );
    expect(await offered('')).not.toContain('__complete');
    expect(await offered('l')).toEqual(['lookup', 'list']);
    expect(await offered('table', '')).toEqual(
      expect.arrayContaining(['audit', 'import', 'diff', 'export']),
    );
    expect(await offered('list', '--s')).toEqual(['--section', '--status']);
    expect(await offered('explain', '--')).toEqual(
      expect.arrayContaining(['--summary', '--ndjson', '--json', '--table', '--help']),
    );
    expect(await offered('help', 'ta')).toEqual(['table']);
  });

  test('a bare code or word has the options of lookup and search', async () => {
    // They may come before it.
    expect(await offered('--cu')).toEqual(['--customer']);
    expect(await offered('--customer', '--cu')).toEqual([]);
    expect(await offered('--')).not.toContain('--summary');
    expect(await offered('lookup', '--li')).toEqual([]);
    expect(await offered('G500', '--pa')).toEqual(['--params']);
    expect(await offered('password', '--li')).toEqual(['--limit']);
  });

  test('an option is not offered twice, except where it adds', async () => {
    expect(await offered('list', '--section', 'kyc', '--sec')).toEqual([]);
    expect(await offered('list', '--table', 'a', '--tab')).toEqual(['--table']);
  });

  test('codes with their messages, also for the bare program', async () => {
    expect(await offered('lookup', '')).toEqual(ALL_CODES);
    expect(await offered('GGATEWAY_CODE_00')).toEqual(GATEWAY);
    expect(await offered('lookup', 'G500', 'ggateway_code_00')).toEqual(GATEWAY);
    const { candidates } = await ask(['lookup', 'USCUSTOMER_API_0000102']);
    expect(candidates).toEqual([
      { value: 'USCUSTOMER_API_0000102', description: 'Account or password is incorrect' },
    ]);
  });

  test('a code in another form, if nothing typed gets lost', async () => {
    expect(await offered('lookup', 'customer_api_0000102')).toEqual(['USCUSTOMER_API_0000102']);
    // Several codes have this number and nothing else in common.
    expect(builtinTable.byNumber('500').length).toBeGreaterThan(1);
    expect(await offered('lookup', '500')).toEqual([]);
    // What begins a command is not mistaken for a code without its module.
    const customer = createTable(builtinTable.entries.filter(({ module }) => module === 'US'));
    const { candidates } = await ask(['c'], customer);
    expect(candidates.map(({ value }) => value)).toEqual(['completion']);
  });

  test('families, then codes, for list', async () => {
    expect(await offered('list', 'GG')).toEqual(['GGATEWAY_CODE_']);
    expect(await offered('list', 'GGATEWAY_CODE_00')).toEqual(GATEWAY);
    const { candidates } = await ask(['list', 'GGATEWAY']);
    expect(candidates[0]).toMatchObject({
      open: true,
      description: expect.stringMatching(/codes$/),
    });
    const all = await offered('list', '');
    for (const { name } of builtinTable.families) {
      expect(all.some((value) => value.startsWith(name))).toBe(true);
    }
    expect(all).toContain('00012001');
  });

  test('sections, statuses, actions, formats, colours, shells', async () => {
    expect(await offered('list', '--section', '')).toEqual([...sectionTitles().keys()]);
    expect(await offered('list', '--section=ky')).toEqual(['--section=kyc']);
    expect(await offered('list', '--status', 'not-f')).toEqual(['NOT_FOUND']);
    const used = new Set(builtinTable.entries.map(({ status }) => status));
    expect(new Set(await offered('list', '--status', ''))).toEqual(used);
    expect(await offered('list', '--action', '')).toEqual(ACTIONS);
    expect(await offered('table', 'export', '--format', '')).toEqual([
      'json',
      'csv',
      'markdown',
      'properties',
    ]);
    expect(await offered('--color', '')).toEqual(['auto', 'always', 'never']);
    expect(await offered('completion', '')).toEqual(Object.keys(SCRIPTS));
  });

  test('files where files are wanted, nothing where anything is', async () => {
    const nothing = { candidates: [] };
    for (const words of [
      ['explain', ''],
      ['explain', 'a.log', ''],
      ['--table', ''],
      ['table', 'import', ''],
      ['table', 'import', '-o', ''],
      ['table', 'diff', ''],
      ['lookup', '--json', '--table', ''],
    ]) {
      expect(await ask(words), words.join(' ')).toMatchObject({ candidates: [], file: '' });
    }
    expect(await ask(['--table=x'])).toEqual({ candidates: [], file: 'x' });
    expect(await ask(['search', ''])).toEqual(nothing);
    expect(await ask(['search', '--limit', ''])).toEqual(nothing);
    expect(await ask(['lookup', '--', '--js'])).toEqual(nothing);
    expect(await ask(['list', 'US', ''])).toEqual(nothing);
    expect(await ask(['nonsense', '--nonsense=', ''])).toEqual(nothing);
  });

  test('codes and sections of a table of one’s own', async () => {
    const [entry] = builtinTable.entries;
    if (!entry) throw new Error('the table is empty');
    const own = createTable([
      { ...entry, code: 'OWN_CODE_001', family: 'OWN_CODE_', module: 'OWN', section: 'own' },
      { ...entry, code: 'OWN_CODE_002', family: 'OWN_CODE_', module: 'OWN', section: 'two words' },
    ]);
    const values = async (...words: string[]) =>
      (await ask(words, own)).candidates.map(({ value }) => value);
    expect(await values('lookup', 'own')).toEqual(['OWN_CODE_001', 'OWN_CODE_002']);
    expect(await values('list', '--section', 'o')).toEqual(['open-api', 'order', 'own']);
    expect(await values('list', '--section', 'tw')).toEqual([]);
  });
});

describe('the command', () => {
  test('prints a script for each shell', async () => {
    for (const [name, script] of Object.entries(SCRIPTS)) {
      const { code, stdout, stderr } = await runInProcess(['completion', name]);
      expect([code, stdout.toString(), stderr]).toEqual([0, script, '']);
      expect(script).toMatch(/mmerr.*__complete|__complete.*mmerr/s);
    }
  });

  test('tells which shells there are', async () => {
    for (const args of [['completion'], ['completion', 'tcsh'], ['completion', '\x1b[31m']]) {
      const { code, stdout, stderr } = await runInProcess(args);
      expect(code).toBe(2);
      expect(stdout.toString()).toBe('');
      expect(stderr).toMatch(/^mmerr: [^\n\x1b]*bash, zsh, fish (and|or) powershell[^\n\x1b]*\n$/);
    }
  });

  test('a request never fails and never says anything', async () => {
    for (const words of [
      ['--table', join(work, 'missing.json'), 'lookup', 'GGATEWAY_CODE_001'],
      ['--table', join(work, 'broken.json'), 'lookup', 'GGATEWAY_CODE_001'],
      ['--table', '-', 'lookup', 'GGATEWAY_CODE_001'],
    ]) {
      const { code, stdout, stderr } = await runInProcess([
        '__complete',
        'zsh',
        '3',
        '--',
        ...words,
      ]);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.toString()).toBe('values\nGGATEWAY_CODE_001\tTOKEN information is empty\n');
    }
    const odd = await runInProcess(['__complete', 'no-shell', 'x', '--', '', '--', '\0']);
    expect([odd.code, odd.stderr]).toEqual([0, '']);
  });

  test('reads the tables that the line names, their control characters made visible', async () => {
    const words = ['--table', join(work, 'own.json'), 'lookup', 'OWN'];
    const { stdout } = await runInProcess(['__complete', 'fish', '3', '--', ...words]);
    expect(stdout.toString()).toBe('values\nOWN_CODE_001\tOurs: \\x1b[31mred\n');
  });
});

/** `${…}` as bash has it. */
const BRACED = (text: string) => `\${${text}}`;

test.each([
  ['plain', 'plain'],
  ['a\\ b', 'a b'],
  ['a\\', 'a'],
  ["'a b'c", 'a bc'],
  ['"a b', 'a b'],
  ['"a\\"b\\n"', 'a"b\\n'],
  ["$'a\\tb\\''", "a\tb'"],
  ['$PWD/x', '/here/x'],
  [`"${BRACED('PWD')}/x"`, '/here/x'],
  ["'$PWD'", '$PWD'],
  ['\\$PWD', '$PWD'],
  ['"\\$PWD"', '$PWD'],
  ['$UNKNOWN/x', '$UNKNOWN/x'],
  ['$(touch x)', '$(touch x)'],
  ['"`touch x`"', '`touch x`'],
  [BRACED('PWD:-$(touch x)'), BRACED('PWD:-$(touch x)')],
  ['$', '$'],
  ['', ''],
])('a word of bash: %s', (word, meant) => {
  expect(unquote(word, { PWD: '/here' })).toBe(meant);
});

/** Calls the completion function in a real bash, as it calls it when somebody presses TAB. */
function inBash(words: readonly string[], setup = ''): string[] {
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\\\''")}'`).join(' ');
  const out = shell(
    'bash',
    ['--norc', '--noprofile'],
    `
    eval "$(mmerr completion bash)"
    eval "$(mmerr completion bash)"
    ${setup}
    COMP_WORDS=(${quoted}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _mmerr mmerr "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
    ((\${#COMPREPLY[@]})) && printf '%s\\n' "\${COMPREPLY[@]}"
    complete -p mmerr >/dev/null
  `,
  );
  return out.split('\n').slice(0, -1);
}

describe('bash', () => {
  test('commands, codes, values', () => {
    expect(inBash(['mmerr', 'l'])).toEqual(['lookup', 'list']);
    expect(inBash(['mmerr', 'ggateway_code_00'])).toEqual(GATEWAY);
    expect(inBash(['mmerr', 'lookup', ''])).toEqual(ALL_CODES);
    expect(inBash(['mmerr', 'lookup', '"GGATEWAY_CODE_00'])).toEqual(GATEWAY);
    expect(inBash(['mmerr', 'list', '--section', 'ky'])).toEqual(['kyc']);
    expect(inBash(['mmerr', 'search', ''])).toEqual([]);
  });

  test('a value behind “=”, at which bash cuts the word', () => {
    expect(inBash(['mmerr', 'list', '--section', '=', 'ky'])).toEqual(['kyc']);
    expect(inBash(['mmerr', 'list', '--section', '='])).toContain('kyc');
    // Where the user has taken “=” out of COMP_WORDBREAKS.
    expect(inBash(['mmerr', 'list', '--section=ky'])).toEqual(['--section=kyc']);
  });

  test('files, also behind a redirection', () => {
    expect(inBash(['mmerr', 'explain', 'my'])).toEqual(['my file.txt']);
    expect(inBash(['mmerr', '--table', '=', 'ap'])).toEqual(['app.log']);
    expect(inBash(['mmerr', 'list', '>', 'ap'])).toEqual(['app.log']);
  });

  test('descriptions where bash lists, cut to the width of the terminal', () => {
    const lines = inBash(['mmerr', 'lookup', 'GGATEWAY_CODE_00'], 'COMP_TYPE=63; COLUMNS=50');
    expect(lines).toContain('GGATEWAY_CODE_001  (TOKEN information is empty)');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(50);
    expect(inBash(['mmerr', 'list', '--section', '=', 'k'], 'COMP_TYPE=63')).toEqual(['kyc']);
  });

  test('words as the shell quotes them', () => {
    for (const table of ['own\\ table.json', '"own table.json"', '$PWD/own\\ table.json']) {
      expect(inBash(['mmerr', '--table', table, 'lookup', 'OWN']), table).toEqual(['OWN_CODE_001']);
    }
    expect(inBash(['mmerr', '--table', '=', '"own table.json"', 'OWN'])).toEqual(['OWN_CODE_001']);
    for (const begun of ['my\\ f', '"my f', 'my" "f', '$PWD/my\\ f']) {
      const [only = '', ...others] = inBash(['mmerr', 'explain', begun]);
      expect(only.replace(`${realpathSync(work)}/`, ''), begun).toBe('my file.txt');
      expect(others).toEqual([]);
    }
    expect(inBash(['mmerr', 'list', '>', 'my\\ f'])).toEqual(['my file.txt']);
    expect(inBash(['mmerr', 'list', '--section', '=', '"ky'])).toEqual(['kyc']);
  });

  test('nothing on the line is run', () => {
    for (const word of [
      '$(touch pwned)',
      '`touch pwned`',
      '"$(touch pwned)"',
      BRACED('x:=$(touch pwned)'),
      '$((x[$(touch pwned)]))',
      '<(touch pwned)',
    ]) {
      expect(inBash(['mmerr', 'lookup', word, 'GGATEWAY_CODE_00']), word).toEqual(GATEWAY);
      inBash(['mmerr', 'explain', word]);
      inBash(['mmerr', '--table', word, 'lookup', 'GGATEWAY_CODE_00']);
      expect(existsSync(join(work, 'pwned')), word).toBe(false);
    }
  });

  test('silent where mmerr is gone', () => {
    expect(inBash(['mmerr', 'lookup', ''], 'mmerr() { echo broken >&2; return 1; }')).toEqual([]);
  });
});

/**
 * Types lines into a real, interactive zsh behind a pseudo-terminal and presses TAB. A key of our own,
 * pressed after it, prints what the line has become.
 */
const ZSH_DRIVER = `
zmodload zsh/zpty zsh/datetime
await() {
  local chunk; REPLY=''
  local -F deadline=$((EPOCHREALTIME + 20))
  while [[ $REPLY != *$1* ]] && (( EPOCHREALTIME < deadline )); do
    if zpty -r -t z chunk 2>/dev/null; then REPLY+=$chunk; else sleep 0.02; fi
  done
}
zpty z 'zsh -f -i'
zpty -w z 'stty cols 110 rows 90; PS1=; LISTMAX=1000; unset zle_bracketed_paste
autoload -Uz compinit && compinit -D
eval "$(mmerr completion zsh)"; eval "$(mmerr completion zsh)"
show() { print -rn -- "{{$BUFFER"; print "}}" }; zle -N show; bindkey "^Xs" show
print rea"dy"'
await ready
for line in "$@"; do
  zpty -w -n z $line$'\\t\\C-Xs'; await '}}'
  print -r -- $REPLY; print -r -- '----'
  zpty -w -n z $'\\C-U'
done
zpty -d z
`;

/** What a real zsh makes of lines, and all that it shows. */
function inZsh(...lines: string[]): { line: string | undefined; shown: string }[] {
  return shell('zsh', ['-f', '-c', ZSH_DRIVER, 'zsh', ...lines])
    .split('----\n')
    .slice(0, -1)
    .map((text) => {
      const shown = text.replace(/\x1b\[[0-9;?]*[A-Za-z]|[\r\x07\x08]/g, '');
      return { line: /\{\{(.*?)\}\}/s.exec(shown)?.[1], shown };
    });
}

const NO_ZSH = missing('zsh');

describe.skipIf(NO_ZSH)(`zsh${NO_ZSH ? ` (skipped: ${NO_ZSH})` : ''}`, () => {
  test('completes what is unique', () => {
    const lines = {
      'mmerr look': 'mmerr lookup ',
      'mmerr us': 'mmerr US',
      'mmerr lookup GG': 'mmerr lookup GGATEWAY_CODE_',
      'mmerr lookup customer-api-0000102': 'mmerr lookup USCUSTOMER_API_0000102 ',
      'mmerr lookup "us50': 'mmerr lookup "US500" ',
      'mmerr list gg': 'mmerr list GGATEWAY_CODE_',
      'mmerr list --section=ky': 'mmerr list --section=kyc ',
      'mmerr list --status not': 'mmerr list --status NOT_FOUND ',
      'mmerr explain my': 'mmerr explain my\\ file.txt ',
      'mmerr --table=ap': 'mmerr --table=app.log ',
      'mmerr search pass': 'mmerr search pass',
    };
    const results = inZsh(...Object.keys(lines));
    expect(results.map(({ line }) => line)).toEqual(Object.values(lines));
    for (const { shown } of results) expect(shown).not.toMatch(/error|not found|no match/i);
  });

  test('lists commands, codes and values, each with what it means', () => {
    const [commands, codes, sections] = inZsh(
      'mmerr ',
      'mmerr lookup GGATEWAY_CODE_00',
      'mmerr list --section ',
    );
    for (const { name, summary, hidden } of COMMANDS) {
      if (!hidden) expect(commands?.shown.replace(/ +/g, ' ')).toContain(`${name} -- ${summary}`);
    }
    for (const code of GATEWAY) {
      expect(codes?.shown).toContain(`${code}  -- ${builtinTable.get(code)?.message}`);
    }
    for (const [name, title] of sectionTitles()) {
      expect(sections?.shown.replace(/ +/g, ' ')).toContain(`${name} -- ${title}`);
    }
  });

  test('runs nothing on the line, and says how to go on without compinit', () => {
    const [result] = inZsh('mmerr lookup "$(touch pwned)" GGATEWAY_CODE_001');
    expect(result?.line).toBe('mmerr lookup "$(touch pwned)" GGATEWAY_CODE_001 ');
    expect(existsSync(join(work, 'pwned'))).toBe(false);
    const out = shell('zsh', ['-f', '-c', 'eval "$(mmerr completion zsh)" 2>&1']);
    expect(out).toMatch(/^mmerr: .*compinit\n$/);
  });
});

/** What a real fish offers for a line, each with its description. */
function inFish(line: string): string[] {
  const setup = 'mmerr completion fish | source; mmerr completion fish | source';
  const out = shell('fish', ['-N', '-c', `${setup}; complete -C '${line}'`]);
  return out.split('\n').slice(0, -1);
}

const NO_FISH = missing('fish');

describe.skipIf(NO_FISH)(`fish${NO_FISH ? ` (skipped: ${NO_FISH})` : ''}`, () => {
  test('commands, codes, values, files', () => {
    const summaries = COMMANDS.filter(({ name }) => name.startsWith('l'));
    expect(inFish('mmerr l')).toEqual(summaries.map(({ name, summary }) => `${name}\t${summary}`));
    expect(inFish('mmerr lookup ggateway_code_00')).toEqual(
      GATEWAY.map((code) => `${code}\t${builtinTable.get(code)?.message}`),
    );
    expect(inFish('mmerr list --section=ky')).toEqual([
      '--section=kyc\tIdentity verification (KYC)',
    ]);
    expect(inFish('mmerr list GG')[0]).toMatch(/^GGATEWAY_CODE_\t\d+ codes$/);
    expect(inFish('mmerr explain my')).toEqual(['my file.txt']);
    expect(inFish('mmerr --table=ap')).toEqual(['--table=app.log']);
    expect(inFish('mmerr search ')).toEqual([]);
    expect(inFish('mmerr lookup (touch pwned) GGATEWAY_CODE_00').length).toBe(GATEWAY.length);
    expect(existsSync(join(work, 'pwned'))).toBe(false);
  });
});

/** What is asked of PowerShell without completing anything: whether the script is well-formed. */
const PARSE = `
$errors = $null
$script = [Console]::In.ReadToEnd()
[void][System.Management.Automation.Language.Parser]::ParseInput($script, [ref]$null, [ref]$errors)
$errors | ForEach-Object { $_.Message }
`;

/** What PowerShell offers for a line. */
const OFFER = `
mmerr completion powershell | Out-String | Invoke-Expression
(TabExpansion2 -inputScript 'mmerr list --section ky' -cursorColumn 23).CompletionMatches |
  ForEach-Object { "$($_.CompletionText)|$($_.ToolTip)" }
`;

const NO_PWSH = missing('pwsh');

describe.skipIf(NO_PWSH)(`PowerShell${NO_PWSH ? ` (skipped: ${NO_PWSH})` : ''}`, () => {
  const options = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command'];

  test('reads the script and completes', () => {
    expect(shell('pwsh', [...options, PARSE], SCRIPTS.powershell)).toBe('');
    expect(shell('pwsh', [...options, OFFER]).trim()).toBe('kyc|Identity verification (KYC)');
  });
});
