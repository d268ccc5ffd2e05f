// Runs scripts of psql in PGlite, which is PostgreSQL without a server, and prints the rows of each query
// as JSON. Of psql it knows what the recipe has: \copy from a file, \set of a command's output, :'name'.
// Usage: node pglite.mjs <query...> -- <file...>
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const args = process.argv.slice(2);
const queries = args.slice(0, args.indexOf('--'));
const files = args.slice(args.indexOf('--') + 1);
const database = new PGlite();
const variables = new Map();
let statements = '';

/** Runs the statements read so far. */
async function flush() {
  await database.exec(
    statements.replace(/:'(\w+)'/g, (_, name) => `'${variables.get(name).replaceAll("'", "''")}'`),
  );
  statements = '';
}

for (const line of files.flatMap((file) => readFileSync(file, 'utf8').split('\n'))) {
  const copy = /^\\copy (.+?) FROM '(.+?)' (WITH .*)$/.exec(line);
  const set = /^\\set (\w+) `(.+)`$/.exec(line);
  if (copy) {
    await flush();
    const [, target, source, options] = copy;
    const blob = new Blob([readFileSync(source)]);
    await database.query(`COPY ${target} FROM '/dev/blob' ${options}`, [], { blob });
  } else if (set) {
    const [, name, command] = set;
    variables.set(name, execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trimEnd());
  } else if (line.startsWith('\\')) {
    throw new Error(`not known here: ${line}`);
  } else {
    statements += `${line}\n`;
  }
}
await flush();
const results = [];
for (const query of queries) results.push((await database.query(query)).rows);
console.log(JSON.stringify(results));
