// Measures mmerr against its peers, in one run, and prints the ratios with the budgets beside them.
// It never fails because of them. Sections may be named: npm run bench -- startup explain
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchExplain } from './bench/explain.js';
import { benchMemory } from './bench/memory.js';
import { benchStartup } from './bench/startup.js';
import { benchTable } from './bench/table.js';

const SECTIONS: Readonly<Record<string, (folder: string) => void | Promise<void>>> = {
  startup: benchStartup,
  explain: benchExplain,
  memory: benchMemory,
  table: benchTable,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  console.error(
    `no such section: ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'mmerr-bench-'));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  process.once('SIGINT', () => process.exit(130));
  console.log(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} CPUs\n`,
  );
  for (const name of names.length > 0 ? names : Object.keys(SECTIONS)) {
    await SECTIONS[name]?.(folder);
    console.log();
  }
}
