// The replay against a small server that plays recorded answers of Trino, a page at a time. Run: node --test eng/trino
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'replay-test-'));
after(() => rmSync(folder, { recursive: true }));
const [out, lake] = [join(folder, 'out'), join(folder, 'lake')];

const column = (name, type) => ({ name, type });
const csv = {
  name: 'songs',
  location: 's3://lake/songs/',
  columns: [column('song_id', 'string')],
  partitionKeys: [column('snapshot_date', 'string')],
  serDeParameters: { separatorChar: ',', quoteChar: '"', escapeChar: '\\' },
  parameters: {
    classification: 'csv',
    'projection.snapshot_date.type': 'date',
    'projection.snapshot_date.format': 'yyyy-MM-dd',
    'projection.snapshot_date.range': '2026-11-01,NOW',
  },
  iceberg: null,
};
const analytics = {
  name: 'days',
  columns: [column('day', 'date'), column('share', 'double'), column('plays', 'bigint')],
  partitionKeys: [],
  iceberg: { partition: [{ source: 'day', transform: 'month' }] },
};
const statements = [
  { time: '2026-11-01T06:00:30Z', sql: 'MERGE INTO days', columns: [['rows', 'bigint']], rows: [['2']] },
  { time: '2026-11-01T06:00:31Z', sql: 'OPTIMIZE days REWRITE DATA USING BIN_PACK', columns: [], rows: [] },
  {
    time: '2026-11-02T06:00:00Z',
    sql: 'SELECT share, plays FROM days WHERE day = current_date',
    columns: [['share', 'double'], ['plays', 'bigint']],
    rows: [['0.5', '9223372036854775807'], [null, '0'], ['1.0E7', '1'], ['-2.0', '2']],
  },
  { time: '2026-11-02T06:00:01Z', sql: 'SELECT 1 / 0', error: 'DIVISION_BY_ZERO: Division by zero' },
].map(statement => ({ database: 'music', ...statement }));
const rowsOfTable = [['2026-11-01', '0.5', '1'], ['2026-11-02', null, '2']];

for (const day of ['2026-11-01', '2026-11-02']) {
  mkdirSync(join(out, 's3/lake/songs', `snapshot_date=${day}`), { recursive: true });
  writeFileSync(join(out, 's3/lake/songs', `snapshot_date=${day}`, 'p.csv'), 'song_id\n');
}

mkdirSync(lake);
writeFileSync(join(out, 'catalog.json'), JSON.stringify({ music: [csv, analytics] }));
writeFileSync(join(out, 'statements.jsonl'), statements.map(line => `${JSON.stringify(line)}\n`).join(''));
const twin = join(folder, 'twin.mjs');
writeFileSync(twin, `console.log(${JSON.stringify(JSON.stringify({ columns: analytics.columns.map(c => [c.name, c.type]), rows: rowsOfTable }))});`);

/** Replays the run on a server with these answers, of which the first that is named in the SQL counts. */
const replay = async answers => {
  const asked = [];
  const server = createServer((request, response) => {
    let sql = '';
    request.on('data', part => { sql += part; });
    request.on('end', () => {
      const here = `http://localhost:${server.address().port}`;
      if (request.method === 'GET') {
        response.end(JSON.stringify(asked.at(-1).pages.shift()));
        return;
      }

      const pages = answers.find(([name]) => sql.includes(name))?.[1] ?? [{}];
      asked.push({ sql, days: ['01', '02'].filter(day => existsSync(join(lake, `lake/songs/snapshot_date=2026-11-${day}`))),
        pages: pages.map((page, index) => index < pages.length - 1 ? { ...page, nextUri: `${here}/next` } : page) });
      response.end('{"nextUri": "' + here + '/next"}');
    });
  }).listen(0);
  const end = await new Promise(resolve => {
    const program = spawn(process.execPath, [
      fileURLToPath(new URL('replay.mjs', import.meta.url)), '--server', `http://localhost:${server.address().port}`,
      '--out', out, '--lake', lake, '--twin', `${process.execPath} ${twin}`]);
    let text = '';
    program.stdout.on('data', part => { text += part; });
    program.stderr.on('data', part => { text += part; });
    program.on('close', code => resolve({ code, text }));
  });
  server.close();
  return { ...end, asked };
};

const columns = (...all) => all.map(([name, type]) => ({ name, type }));
const recorded = [
  ['MERGE INTO days', [{ columns: columns(['rows', 'bigint']), data: [[2]] }]],
  ['SELECT share', [
    { columns: columns(['share', 'double'], ['plays', 'bigint']), data: [[0.5, '9223372036854775807'], [null, 0]] },
    { data: [[1e7, 1], [-2, 2]] }]],
  ['SELECT 1 / 0', [{ error: { errorName: 'DIVISION_BY_ZERO', message: 'Division by zero' } }]],
  ['SELECT * FROM', [{
    columns: columns(['day', 'date'], ['share', 'double'], ['plays', 'bigint']),
    data: [['2026-11-02', null, 2], ['2026-11-01', 0.5, 1]],
  }]],
];

test('a run whose answers are those of Trino is equal, in any order of a table', async () => {
  const { code, text, asked } = await replay(recorded);

  assert.equal(text, '3 of 4 statements replayed, 1 tables with 2 rows compared: all equal\n');
  assert.equal(code, 0);
  assert.match(asked.find(({ sql }) => sql.includes('"songs" (')).sql, /partition_projection_range = ARRAY\['2026-11-01', 'NOW'\]/);
  assert.match(asked.find(({ sql }) => sql.includes('"days" (')).sql, /partitioning = ARRAY\['month\(day\)'\]/);
});

test('a statement sees its own day and the days before', async () => {
  rmSync(lake, { recursive: true });
  const { asked } = await replay(recorded);

  assert.deepEqual(asked.find(({ sql }) => sql.startsWith('MERGE')).days, ['01']);
  const query = asked.find(({ sql }) => sql.startsWith('SELECT share'));
  assert.deepEqual(query.days, ['01', '02']);
  assert.match(query.sql, /day = DATE '2026-11-02'/);
});

test('an answer that differs is named, with both rows', async () => {
  const { code, text } = await replay([['SELECT share', [{ ...recorded[1][1][0], data: [[0.25, 1], [null, 0], [1e7, 1], [-2, 2]] }]], ...recorded]);

  assert.match(text, /statement 3, 2026-11-02: SELECT share.*row 1\n  the run: \["0\.5","9223372036854775807"\]\n  Trino:   \["0\.25","1"\]/);
  assert.equal(code, 1);
});

test('an error of one side alone is a difference', async () => {
  const { code, text } = await replay([['SELECT 1 / 0', [{ columns: columns(['_col0', 'integer']), data: [[1]] }]], ...recorded]);

  assert.match(text, /SELECT 1 \/ 0\n  the run: DIVISION_BY_ZERO.*\n  Trino:   an answer/);
  assert.equal(code, 1);
});
