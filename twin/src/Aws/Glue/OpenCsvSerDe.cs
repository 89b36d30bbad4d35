namespace Twin.Aws.Glue;

/// <summary>Reads CSV as Athena does, with Hive's OpenCSVSerDe. Hadoop splits the file into lines first, so no field
/// can contain a line break; each line is then read by the rules of opencsv 2.3, with all their quirks. Every value
/// is a text; an empty field is an empty text, never null. Source of the rules:
/// https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html, Hive's OpenCSVSerde and Trino's CsvDeserializer,
/// which is kept "bug for bug compatible" with it.</summary>
internal sealed class OpenCsvSerDe(OpenCsvFormat format)
{
    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];

    /// <summary>The rows of a file: its lines without the header, with nulls for missing columns.</summary>
    /// <param name="file">UTF-8, with or without a byte order mark; other bytes become U+FFFD.</param>
    /// <param name="columns">The number of columns of the table; further fields are dropped.</param>
    public IEnumerable<string?[]> ReadRows(string file, int columns)
    {
        foreach (var fields in ReadLines(file).Skip(format.HeaderLines))
        {
            var row = new string?[columns];
            Array.Copy(fields, row, Math.Min(columns, fields.Length));
            yield return row;
        }
    }

    /// <summary>The fields of all lines of a file, headers included.</summary>
    public IEnumerable<string[]> ReadLines(string file)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        // ReadLine ends a line where Hadoop does: at \n, \r\n or \r.
        for (var first = true; reader.ReadLine() is { } line; first = false)
        {
            yield return Parse(first ? line.TrimStart(ByteOrderMark) : line);
        }
    }

    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The fields of a line. An empty line has none; a quoted field that is not closed is dropped.</summary>
    public string[] Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length == 0)
        {
            return [];
        }

        if (line.AsSpan().IndexOfAny(format.Quote, format.Escape) < 0)
        {
            return line.Split(format.Separator);
        }

        _fields.Clear();
        _field.Clear();
        var inQuotes = false;
        var inField = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            var next = i + 1 < line.Length ? line[i + 1] : (char?)null;
            if (c == format.Escape)
            {
                // The escape character is dropped before any other rule applies.
                if ((inQuotes || inField) && (next == format.Quote || next == format.Escape))
                {
                    _field.Append(line[++i]);
                }
            }
            else if (c == format.Quote)
            {
                if ((inQuotes || inField) && next == format.Quote)
                {
                    _field.Append(line[++i]);
                }
                else
                {
                    if (IsWithinField(line, i))
                    {
                        AppendInnerQuote();
                    }

                    inQuotes = !inQuotes;
                }
                inField = !inField;
            }
            else if (c == format.Separator && !inQuotes)
            {
                EndField();
                inField = false;
            }
            else
            {
                _field.Append(c);
                inField = true;
            }
        }
        if (!inQuotes)
        {
            EndField();
        }

        return [.. _fields];
    }

    /// <summary>False for a quote at a field's start or end, or among the line's first three characters.</summary>
    private bool IsWithinField(string line, int i) =>
        i > 2 && line[i - 1] != format.Separator && i + 1 < line.Length && line[i + 1] != format.Separator;

    private void AppendInnerQuote()
    {
        var isBlank = _field.Length > 0;
        for (var i = 0; isBlank && i < _field.Length; i++)
        {
            isBlank = char.IsWhiteSpace(_field[i]);
        }

        if (isBlank)
        {
            _field.Clear();
        }
        else
        {
            _field.Append(format.Quote);
        }
    }

    private void EndField()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
    }
}

/// <param name="Separator"><c>separatorChar</c></param>
/// <param name="Quote"><c>quoteChar</c></param>
/// <param name="Escape"><c>escapeChar</c></param>
/// <param name="HeaderLines"><c>skip.header.line.count</c>: the number of lines at the top of each file that are not
/// rows.</param>
internal sealed record OpenCsvFormat(char Separator = ',', char Quote = '"', char Escape = '\\', int HeaderLines = 0)
{
    public static OpenCsvFormat From(CatalogTable table)
    {
        char Character(string parameter, char otherwise) =>
            table.SerDeParameters.GetValueOrDefault(parameter) is [var character, ..] ? character : otherwise;

        return new OpenCsvFormat(
            Character("separatorChar", ','),
            Character("quoteChar", '"'),
            Character("escapeChar", '\\'),
            int.Parse(table.Parameters.GetValueOrDefault("skip.header.line.count", "0"), CultureInfo.InvariantCulture));
    }
}
