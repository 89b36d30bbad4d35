using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Tables;

/// <summary>Reads JSON lines as Athena does, by the rules of the OpenX JSON SerDe with its default parameters. Hadoop
/// splits the file into lines first. A line that begins with neither <c>{</c> nor <c>[</c> is a row of nulls, and one
/// that is not valid JSON ends the query. Keys match columns regardless of case, and a missing key is null. Source of
/// the rules: https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html and Trino's
/// OpenXJsonDeserializer.</summary>
/// <param name="columns">The table's columns, in lower case; all of them are texts.</param>
internal sealed class OpenXJsonSerDe(ImmutableArray<string> columns)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The rows of a file, a value for each column.</summary>
    /// <param name="file">UTF-8, with or without a byte order mark; other bytes become U+FFFD.</param>
    /// <exception cref="AthenaException">A line begins like JSON and is not valid; the message names it.</exception>
    public IEnumerable<string?[]> ReadRows(string file)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        // ReadLine ends a line where Hadoop does: at \n, \r\n or \r.
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            yield return Parse(number == 1 ? line.TrimStart(ByteOrderMark) : line);
        }
    }

    /// <summary>The values of a line.</summary>
    /// <exception cref="AthenaException">The line begins like JSON and is not valid.</exception>
    public string?[] Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var row = new string?[columns.Length];
        var text = line.AsSpan().TrimStart();
        if (text.IsEmpty || text[0] is not ('{' or '['))
        {
            return row;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Array)
            {
                FillByPosition(row, json.RootElement);
            }
            else
            {
                FillByName(row, json.RootElement);
            }

            return row;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AthenaException($"HIVE_CURSOR_ERROR: Row is not a valid JSON Object - {e.Message}");
        }
    }

    private static void FillByPosition(string?[] row, JsonElement values)
    {
        foreach (var (i, value) in values.EnumerateArray().Take(row.Length).Index())
        {
            row[i] = Text(value);
        }
    }

    private void FillByName(string?[] row, JsonElement document)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in document.EnumerateObject())
        {
            var name = property.Name.ToLowerInvariant();
            if (!known.Add(name))
            {
                throw new JsonException($"Duplicate key \"{name}\"");
            }

            if (columns.IndexOf(name) is >= 0 and var i)
            {
                row[i] = Text(property.Value);
            }
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
