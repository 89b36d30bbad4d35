// The client of a Trino server: one statement after the other
// (https://trino.io/docs/current/develop/client-protocol.html).
export class Trino {
  #server;
  #headers;

  constructor(server, schema) {
    this.#server = server;
    this.#headers = {
      'X-Trino-User': 'replay',
      'X-Trino-Catalog': 'hive',
      'X-Trino-Schema': schema,
      'X-Trino-Time-Zone': 'UTC',
      // A prefix without objects is empty in S3, and a folder that is absent is none.
      'X-Trino-Session': 'hive.ignore_absent_partitions=true',
    };
  }

  /** The answer of a statement: columns with names and types, and rows of texts as Athena writes them; or an error. */
  async run(sql) {
    let answer = await this.#ask(`${this.#server}/v1/statement`, { method: 'POST', body: sql });
    let columns = [];
    const rows = [];
    for (;;) {
      columns = answer.columns ?? columns;
      rows.push(...(answer.data ?? []));
      if (answer.error) {
        return { error: `${answer.error.errorName}: ${answer.error.message}` };
      }

      if (!answer.nextUri) {
        return {
          columns: columns.map(column => [column.name, column.type]),
          rows: rows.map(row => row.map((value, index) => text(value, columns[index].type))),
        };
      }

      answer = await this.#ask(answer.nextUri, {});
    }
  }

  async #ask(address, options) {
    for (;;) {
      const answer = await fetch(address, { ...options, headers: this.#headers });
      // Trino asks for another attempt with these.
      if ([502, 503, 504].includes(answer.status)) {
        await new Promise(resolve => setTimeout(resolve, 100));
        continue;
      }

      if (!answer.ok) {
        throw new Error(`${address} answers ${answer.status}: ${await answer.text()}`);
      }

      return parse(await answer.text());
    }
  }
}

// A whole number beyond 2^53 would lose digits as a number of JavaScript.
const parse = json => JSON.parse(json.replace(/(?<=[[,:]\s*)-?\d{16,}(?=\s*[,\]}])/g, '"$&"'));

const text = (value, type) => {
  if (value === null) {
    return null;
  }

  if (type === 'double' || type === 'real') {
    return typeof value === 'number' ? double(value) : value;
  }

  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

// The text of Java's Double.toString, which Athena writes.
const double = value => {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e7)) {
    return Object.is(value, -0) ? '-0.0' : Number.isInteger(value) ? `${value}.0` : String(value);
  }

  const [digits, exponent] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
};
