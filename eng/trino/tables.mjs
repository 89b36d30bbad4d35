// The declared tables of a run's catalog.json as statements of Trino. CSV and JSON tables are Hive's, with their partition
// projection; the analytics tables are Iceberg's.
const iceberg = { string: 'varchar', int: 'integer', timestamp: 'timestamp(6)' };
const hive = { string: 'varchar', int: 'integer', timestamp: 'timestamp(3)' };

export const isIceberg = table => table.iceberg !== null;

export const qualified = (database, table) =>
  `${isIceberg(table) ? 'iceberg' : 'hive'}."${database}"."${table.name}"`;

/** The path of a location of S3 below the root of Trino's local file system. */
export const pathOf = location => location.replace(/^s3:\/\//, '').replace(/\/$/, '');

export const create = (database, table) =>
  `CREATE TABLE ${qualified(database, table)} (\n  ${columns(table).join(',\n  ')}\n) WITH (${properties(table)})`;

const columns = table => isIceberg(table)
  ? table.columns.map(column => `"${column.name}" ${typed(column, iceberg)}`)
  : [
      ...table.columns.map(column => `"${column.name}" ${typed(column, hive)}`),
      ...table.partitionKeys.map(key => `"${key.name}" ${typed(key, hive)} WITH (${projection(table, key.name)})`),
    ];

const typed = (column, names) => names[column.type] ?? column.type;

const projection = (table, column) => {
  const of = name => table.parameters[`projection.${column}.${name}`];
  return [
    `partition_projection_type = '${of('type').toUpperCase()}'`,
    `partition_projection_format = ${literal(of('format'))}`,
    `partition_projection_range = ARRAY[${of('range').split(',').map(literal).join(', ')}]`,
    ...(of('interval') ? [`partition_projection_interval = ${of('interval')}`] : []),
    ...(of('interval.unit') ? [`partition_projection_interval_unit = '${of('interval.unit')}'`] : []),
  ].join(', ');
};

const properties = table => (isIceberg(table)
  ? [
      "format = 'PARQUET'",
      'format_version = 2',
      ...(table.iceberg.partition.length > 0
        ? [`partitioning = ARRAY[${table.iceberg.partition
            .map(field => literal(`${field.transform}(${field.source})`)).join(', ')}]`]
        : []),
    ]
  : [
      `external_location = ${literal(`local:///${pathOf(table.location)}`)}`,
      `partitioned_by = ARRAY[${table.partitionKeys.map(key => literal(key.name)).join(', ')}]`,
      'partition_projection_enabled = true',
      ...(table.parameters.classification === 'csv' ? csv(table) : ["format = 'OPENX_JSON'"]),
    ]).join(', ');

const csv = table => [
  "format = 'CSV'",
  'skip_header_line_count = 1',
  `csv_separator = ${literal(table.serDeParameters.separatorChar)}`,
  `csv_quote = ${literal(table.serDeParameters.quoteChar)}`,
  `csv_escape = ${literal(table.serDeParameters.escapeChar)}`,
];

const literal = text => `'${text.replaceAll("'", "''")}'`;
