namespace Twin.Cli.Reports;

/// <summary>CSV as Athena stores results: every value in quotes, and nothing between two commas for a null.</summary>
internal static class CsvText
{
    /// <summary>The records, the header first; a broken end is taken as it is.</summary>
    public static ImmutableArray<ImmutableArray<string?>> Parse(string text)
    {
        var records = ImmutableArray.CreateBuilder<ImmutableArray<string?>>();
        var record = ImmutableArray.CreateBuilder<string?>();
        for (var at = 0; at < text.Length;)
        {
            record.Add(Value(text, ref at));
            if (at < text.Length && text[at++] == ',')
            {
                if (at == text.Length || text[at] == '\n')
                {
                    record.Add(null);
                    at++;
                    records.Add(record.DrainToImmutable());
                }

                continue;
            }

            records.Add(record.DrainToImmutable());
        }

        return records.ToImmutable();
    }

    // Leaves the place at the comma or the line break after the value.
    private static string? Value(string text, ref int at)
    {
        if (text[at] != '"')
        {
            var end = text.AsSpan(at).IndexOfAny(',', '\n') is var length and >= 0 ? at + length : text.Length;
            var plain = text[at..end].TrimEnd('\r');
            at = end;
            return plain.Length == 0 ? null : plain;
        }

        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                value.Append(text[at++]);
            }
            else
            {
                at++;
                break;
            }
        }

        while (at < text.Length && text[at] is not (',' or '\n'))
        {
            at++;
        }

        return value.ToString();
    }
}
