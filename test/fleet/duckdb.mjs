// Runs files of SQL in DuckDB and prints the rows of a query as JSON.
// Usage: node duckdb.mjs <query> <file...>
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [query, ...files] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
for (const file of files) await connection.run(readFileSync(file, 'utf8'));
const reader = await connection.runAndReadAll(query);
console.log(JSON.stringify(reader.getRowObjectsJson()));
