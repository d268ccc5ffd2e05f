import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { BUILT } from '../support/run.js';
import { jsonLog, textLog } from './log.js';

/** Lines of the generated logs: each kind of line some hundred times. */
const LINES = 2000;

/** Daemons are not on everybody's path. */
const PATH = [dirname(process.execPath), process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter);

/** A block of `docs/fleet.md`. */
interface Block {
  readonly language: string;
  /** What stands behind the language: the name of a file, or which of several variants it is. */
  readonly name: string;
  readonly text: string;
}

/** The blocks of each section of `docs/fleet.md`, by its title. */
const RECIPES: ReadonlyMap<string, readonly Block[]> = new Map(
  readFileSync('docs/fleet.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
        ([, language = '', name = '', text = '']) => ({ language, name, text }),
      ),
    ]),
);

/** The blocks of one section. */
export function recipe(title: string): readonly Block[] {
  const blocks = RECIPES.get(title);
  if (!blocks) throw new Error(`docs/fleet.md has no section ${title}`);
  return blocks;
}

/** Why a recipe cannot be run here: programs or packages that are missing; `undefined` if it can. */
export function missing(...names: readonly string[]): string | undefined {
  const absent = names.filter((name) =>
    name.startsWith('npm:')
      ? !existsSync(join('test/fleet/node_modules', name.slice(4)))
      : spawnSync('sh', ['-c', `command -v ${name}`], { env: { PATH } }).status !== 0,
  );
  if (absent.length === 0) return undefined;
  const packages = absent.some((name) => name.startsWith('npm:'));
  return `${absent.map((name) => name.replace('npm:', '')).join(', ')} not installed${
    packages ? '; run npm ci --prefix test/fleet' : ''
  }`;
}

/** What an engine is to find: a code on a line. */
export interface Found {
  readonly line: number;
  readonly code: string;
  readonly known: boolean;
  /** With its params in their places. */
  readonly message?: string;
}

/** A folder with a log, in which recipes are run. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'mmerr-fleet-'));

  constructor() {
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
    mkdirSync(join(this.folder, 'bin'));
    mkdirSync(join(this.folder, 'logs'));
    this.write('bin/mmerr', `#!/bin/sh\nexec '${process.execPath}' '${resolve(BUILT)}' "$@"\n`);
    chmodSync(join(this.folder, 'bin/mmerr'), 0o755);
    this.write('app.log', textLog(LINES));
    this.write('logs/app.log', textLog(LINES));
    this.write('app.ndjson', jsonLog(LINES));
    this.runScripts('The table and the patterns');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** The environment of what runs here. */
  get env(): Record<string, string> {
    // Programs that keep settings keep them here.
    return {
      PATH: `${join(this.folder, 'bin')}${delimiter}${PATH}`,
      HOME: this.folder,
      LC_ALL: 'C.UTF-8',
    };
  }

  /** Runs a script of the shell; it fails with the first of its commands that does. */
  sh(script: string): string {
    return execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: this.folder,
      encoding: 'utf8',
      env: this.env,
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Writes the files that a recipe names, and returns their names. */
  writeFiles(title: string): string[] {
    const files = recipe(title).filter(({ name }) => name.includes('.'));
    for (const { name, text } of files) this.write(name, text);
    return files.map(({ name }) => name);
  }

  /** Runs the scripts of a recipe, all or those of a variant. */
  runScripts(title: string, variant = ''): string[] {
    return recipe(title)
      .filter(({ language, name }) => language === 'sh' && name === variant)
      .map(({ text }) => this.sh(text));
  }

  /** Runs one of the programs beside this file, which print JSON. */
  program(name: string, ...args: readonly string[]): unknown {
    const output = execFileSync(process.execPath, [resolve('test/fleet', name), ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: this.env,
      maxBuffer: 1 << 28,
    });
    return JSON.parse(output);
  }

  /** What mmerr itself finds in a log. */
  truth(log = 'app.log'): Found[] {
    const lines = this.sh(`mmerr explain --json ${log}`).trimEnd().split('\n');
    return lines.map((text) => {
      const { line, code, known, message, rendered } = JSON.parse(text);
      return { line, code, known, ...(known ? { message: rendered ?? message } : {}) };
    });
  }
}

/** Findings in one order, as lines that are easy to compare. */
export function sorted(found: readonly Found[]): string[] {
  return found
    .map(({ line, code, known, message }) => `${line} ${code} ${known} ${message ?? ''}`)
    .sort();
}
