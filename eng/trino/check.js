// Parses each named query and each MERGE of the publication with a grammar of Trino that is not ours. OPTIMIZE and VACUUM
// are Athena's own statements, outside of it: infra makes them from the list of its tables.
import { readFileSync, readdirSync } from 'node:fs';
import { register } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

register('./resolve.js', import.meta.url);
const { TrinoSQL } = await import('dt-sql-parser');

const infra = fileURLToPath(new URL('../../infra', import.meta.url));
const parser = new TrinoSQL();
const parts = join(infra, 'Queries', 'Parts');

/** A statement with the parts that it shares with others and numbers from the settings, as QueryFile.cs has them. */
const read = path => readFileSync(path, 'utf8')
  .replace(/^ *-- \$(\w+)$/gm, (_, part) => read(join(parts, `${part}.sql`)).trimEnd())
  .replaceAll('$counted_ms', '0')
  .replaceAll('$weekdays', '0');

let files = 0;
for (const folder of ['Queries', 'Iceberg']) {
  for (const file of readdirSync(join(infra, folder)).filter(name => name.endsWith('.sql')).sort()) {
    files++;
    for (const error of parser.validate(read(join(infra, folder, file)))) {
      console.error(`infra/${folder}/${file}:${error.startLine}:${error.startColumn}: ${error.message}`);
      process.exitCode = 1;
    }
  }
}

if (files === 0) {
  console.error('no statement was found');
  process.exitCode = 1;
}

console.log(`${files} statements parsed`);
