import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { CommandUnknownOpts as Command } from '@commander-js/extra-typings';
import { describe, expect, test } from 'vitest';
import { manFacts, manPage, releaseDate } from '../../scripts/man.js';
import { splitExample } from '../../src/cli/definition.js';
import { buildProgram } from '../../src/cli/program.js';
import { EXAMPLES, silentIo } from '../support/program.js';

const PAGE = manPage(buildProgram(silentIo()), manFacts());

/** What the page says, without the marks of roff. */
const TEXT = PAGE.replace(/\\f[BIR]/g, '')
  .replace(/\\-/g, '-')
  .replace(/\\\(aq/g, "'")
  .replace(/\\\(dq/g, '"')
  .replace(/\\\(ti/g, '~')
  .replace(/\\ /g, ' ')
  .replace(/\\e/g, '\\');

/** A command and all below it that the help shows. */
function all(command: Command): Command[] {
  return [command, ...command.createHelp().visibleCommands(command).flatMap(all)];
}

describe('the man page', () => {
  test('has every command, argument and option of the program', () => {
    let options = 0;
    for (const command of all(buildProgram(silentIo()))) {
      const help = command.createHelp();
      expect(TEXT).toContain(command.name());
      for (const { long, short, description } of help.visibleOptions(command)) {
        expect(TEXT).toContain([short, long].filter(Boolean).join(', '));
        if (long !== '--help') expect(TEXT).toContain(description);
        options++;
      }
      for (const argument of command.registeredArguments) {
        if (argument.description) expect(TEXT).toContain(argument.description);
      }
    }
    expect(options).toBeGreaterThan(20);
  });

  test('has what manuals have, in the usual order', () => {
    expect(PAGE.match(/^\.SH .*/gm)).toEqual(
      [
        'NAME',
        'SYNOPSIS',
        'DESCRIPTION',
        'COMMANDS',
        'OPTIONS',
        'EXIT STATUS',
        'ENVIRONMENT',
        'EXAMPLES',
        'SEE ALSO',
      ].map((name) => `.SH ${name}`),
    );
    for (const name of [
      'MMERR_TABLE',
      'NO_COLOR',
      'FORCE_COLOR',
      'CLICOLOR_FORCE',
      'CLICOLOR',
      'PAGER',
      'TERM',
      'LC_ALL, LC_CTYPE, LANG',
    ]) {
      expect(TEXT).toContain(`\n.TP\n${name}\n`);
    }
  });

  test('does not depend on the day', () => {
    const changelog = '# Changelog\n\n## 1.2.0 - 2031-01-02\n\n## 1.1.0 (2030-05-06)\n\n## 1.0.0\n';
    expect(releaseDate(changelog, '1.2.0')).toBe('2031-01-02');
    expect(releaseDate(changelog, '1.1.0')).toBe('2030-05-06');
    expect(releaseDate(changelog, '1.0.0')).toBe('');
  });
});

/** Whether a program is here. */
const has = (command: string) => spawnSync(command, ['--version']).status === 0;

const NO_GROFF = has('groff') ? false : 'groff is not installed';

describe.skipIf(NO_GROFF)(`groff${NO_GROFF ? ` (skipped: ${NO_GROFF})` : ''}`, () => {
  test('sets it without a warning, in ASCII too', () => {
    for (const device of ['utf8', 'ascii']) {
      const args = ['-man', '-ww', '-z', `-T${device}`];
      const { stderr, status } = spawnSync('groff', args, { input: PAGE, encoding: 'utf8' });
      expect([stderr, status]).toEqual(['', 0]);
    }
  });

  test('shows examples as they are typed', () => {
    const args = ['-man', '-Tutf8', '-P-cbou', '-rLL=160n'];
    const { stdout } = spawnSync('groff', args, { input: PAGE, encoding: 'utf8' });
    const lines = stdout.split('\n').map((line) => line.trim());
    for (const example of Object.values(EXAMPLES).flat()) {
      expect(lines).toContain(splitExample(example).line.replace('…', '...'));
    }
  });
});

const BUILT_PAGE = 'dist/man/mmerr.1';

describe.skipIf(!existsSync(BUILT_PAGE))('the build', () => {
  test('writes it', () => {
    expect(readFileSync(BUILT_PAGE, 'utf8')).toBe(PAGE);
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({
      man: [`./${BUILT_PAGE}`],
    });
  });
});
