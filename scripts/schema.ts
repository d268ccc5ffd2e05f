// Makes data/schema.json, the JSON Schema of what the commands print, from the types of
// src/cli/json-outputs.ts. With --check it only says whether that is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { createGenerator, type Definition } from 'ts-json-schema-generator';

const FILE = 'data/schema.json';

/** A code has a message, a status and an action only if the table has it. */
const KNOWN_OR_NOT = {
  dependentRequired: { rendered: ['params'] },
  if: { properties: { known: { const: true } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['message'] },
  else: { properties: { message: false, rendered: false, status: false, action: false } },
};

/** What the types do not say: which fields go together. */
const CONDITIONS: Readonly<Record<string, object>> = {
  ExplainFinding: KNOWN_OR_NOT,
  NdjsonFinding: KNOWN_OR_NOT,
  LookupResult: {
    dependentRequired: { rendered: ['params'] },
    if: { properties: { entries: { type: 'array', minItems: 1 } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { suggestions: false } },
    else: { properties: { rendered: false } },
  },
  SummaryBuckets: { oneOf: [{ required: ['seconds', 'from'] }, { required: ['lines'] }] },
};

function makeSchema(): string {
  const { anyOf, description, definitions } = createGenerator({
    path: 'src/cli/json-outputs.ts',
    tsconfig: 'tsconfig.json',
    type: 'Output',
    topRef: false,
    sortProps: false,
    // `tsc` has checked them.
    skipTypeCheck: true,
  }).createSchema('Output');
  const $defs = { ...definitions } as Record<string, Definition>;
  for (const [name, { $ref, ...own }] of Object.entries($defs)) {
    // An output that is a type of the library takes that type's place.
    const type = $ref?.slice('#/definitions/'.length);
    if (type) {
      $defs[name] = { ...$defs[type], ...own };
      delete $defs[type];
    }
  }
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    if (!$defs[name]) throw new Error(`no ${name} to set conditions for`);
    Object.assign($defs[name], condition);
  }
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:mmerr:schema',
    title: 'What mmerr writes as JSON',
    description,
    anyOf,
    $defs,
  };
  return `${JSON.stringify(schema, null, 2)}\n`
    .replaceAll('"#/definitions/', '"#/$defs/')
    .replaceAll(/(?<=")((?:#\/\$defs\/)?)AnyCode(?=")/g, '$1Code');
}

const made = makeSchema();
if (!process.argv.includes('--check')) writeFileSync(FILE, made);
else if (readFileSync(FILE, 'utf8') !== made) {
  console.error(`${FILE} is not what its types make; run npm run schema`);
  process.exitCode = 1;
}
