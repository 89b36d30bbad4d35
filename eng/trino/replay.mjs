// Replays the statements of a run on a Trino server, in their order and on their days, and compares each answer and, at the
// end, the rows of each analytics table with the run's. docs/develop.md says how.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { create, isIceberg, pathOf, qualified } from './tables.mjs';
import { Trino } from './trino.mjs';

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://localhost:8080' },
    out: { type: 'string', default: 'out' },
    lake: { type: 'string' },
    twin: { type: 'string', default: 'dotnet dev.cs' },
  },
});
if (!options.lake) {
  console.error('--lake is missing: the folder that the server has as local.location. See docs/develop.md.');
  process.exit(2);
}

const lines = file => readFileSync(file, 'utf8').split('\n').filter(line => line).map(line => JSON.parse(line));
const catalog = JSON.parse(readFileSync(join(options.out, 'catalog.json'), 'utf8'));
const statements = lines(join(options.out, 'statements.jsonl'));
const tables = Object.entries(catalog).flatMap(([database, all]) => all.map(table => ({ database, table })));
let differences = 0;

const differ = (what, one, other) => {
  differences++;
  console.error(`${what}\n  the run: ${one}\n  Trino:   ${other}`);
};

const mustRun = async (trino, sql) => {
  const { error } = await trino.run(sql);
  if (error) {
    throw new Error(`${sql}\n  ${error}`);
  }
};

for (const database of Object.keys(catalog)) {
  const trino = new Trino(options.server, database);
  await mustRun(trino, `CREATE SCHEMA IF NOT EXISTS hive."${database}"`);
  for (const { table } of tables.filter(found => found.database === database)) {
    await mustRun(trino, `DROP TABLE IF EXISTS ${qualified(database, table)}`);
    await mustRun(trino, create(database, table));
  }
}

// A statement sees the days up to its own: the files of later ones come later.
const stored = tables.filter(({ table }) => !isIceberg(table)).flatMap(({ table }) => {
  const folder = pathOf(table.location);
  const root = join(options.out, 's3', folder);
  return existsSync(root)
    ? readdirSync(root).map(name => ({ path: join(folder, name), day: name.split('=')[1] }))
    : [];
});
const given = new Set();
const give = day => {
  for (const { path } of stored.filter(found => found.day <= day && !given.has(found.path))) {
    given.add(path);
    cpSync(join(options.out, 's3', path), join(options.lake, path), { recursive: true });
  }
};

const skipped = /^\s*(OPTIMIZE|VACUUM)\b/i;
let replayed = 0;
for (const [index, statement] of statements.entries()) {
  const day = statement.time.slice(0, 10);
  give(day);
  // Both are Athena's own.
  if (skipped.test(statement.sql)) {
    continue;
  }

  replayed++;
  const answer = await new Trino(options.server, statement.database)
    .run(statement.sql.replaceAll(/\bcurrent_date\b/gi, `DATE '${day}'`));
  compare(`statement ${index + 1}, ${day}: ${statement.sql.trim().split('\n')[0]}`, statement, answer);
}

const analytics = tables.filter(({ table }) => isIceberg(table));
const own = rowsOfRun(analytics.map(({ table }) => `SELECT * FROM "${table.name}"`));
let rows = 0;
for (const [index, { database, table }] of analytics.entries()) {
  const answer = await new Trino(options.server, database).run(`SELECT * FROM ${qualified(database, table)}`);
  compare(`the table ${table.name}`, sorted(own[index]), sorted(answer));
  rows += answer.rows?.length ?? 0;
}

console.log(`${replayed} of ${statements.length} statements replayed, ${analytics.length} tables with ${rows} rows compared: ${
  differences === 0 ? 'all equal' : `${differences} differ`}`);
process.exitCode = differences === 0 ? 0 : 1;

function compare(what, run, trino) {
  if (run.error || trino.error) {
    if (!run.error !== !trino.error) {
      differ(what, run.error ?? 'an answer', trino.error ?? 'an answer');
    }

    return;
  }

  if (run.rows.length !== trino.rows.length) {
    differ(what, `${run.rows.length} rows`, `${trino.rows.length} rows`);
    return;
  }

  const names = answer => answer.columns.map(([name]) => name).join(', ');
  if (names(run) !== names(trino)) {
    differ(what, names(run), names(trino));
    return;
  }

  const index = run.rows.findIndex((row, number) => JSON.stringify(row) !== JSON.stringify(trino.rows[number]));
  if (index >= 0) {
    differ(`${what}: row ${index + 1}`, JSON.stringify(run.rows[index]), JSON.stringify(trino.rows[index]));
  }
}

function sorted(answer) {
  return answer.error ? answer : { ...answer, rows: answer.rows.map(row => JSON.stringify(row)).sort() };
}

function rowsOfRun(sql) {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    const file = join(folder, 'statements.jsonl');
    writeFileSync(file, sql.map(text => `${JSON.stringify({ sql: text })}\n`).join(''));
    const [program, ...first] = options.twin.split(' ');
    const end = spawnSync(
      program, [...first, 'query', '--out', options.out, '--statements', file],
      { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (end.status !== 0) {
      throw new Error(`${options.twin} query ends with ${end.status}: ${end.stderr}`);
    }

    return end.stdout.split('\n').filter(line => line).map(line => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
