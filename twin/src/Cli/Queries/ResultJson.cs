using System.Text.Encodings.Web;
using Twin.Aws.Athena.Results;

namespace Twin.Cli.Queries;

/// <summary>A query's result as JSON: an array with an object for each row. Numbers, truth values and NULL are JSON's
/// own; a value of any other type is the text that Athena gives for it.</summary>
internal static class ResultJson
{
    // Names in other scripts stay readable: the text goes to a terminal or a program, not into a web page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Serialize(QueryResult result)
    {
        ExpectDistinctNames(result);
        return result.Rows.IsEmpty
            ? "[]\n"
            : $"[\n{string.Join(",\n", Enumerable.Range(0, result.Rows.Length).Select(row => Row(result, row)))}\n]\n";
    }

    private static void ExpectDistinctNames(QueryResult result)
    {
        if (result.Columns.GroupBy(column => column.Name, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Count() > 1) is { } doubled)
        {
            throw new InputException(
                $"The result has {doubled.Count()} columns named '{doubled.Key}', and a JSON object has one value for "
                + "a name. Give each column a name of its own with AS.");
        }
    }

    private static string Row(QueryResult result, int row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            foreach (var (column, text) in result.Columns.Zip(result.Texts(row)))
            {
                json.WritePropertyName(column.Name);
                Write(json, column, text);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ResultColumn column, string? text)
    {
        switch (text)
        {
            case null:
                json.WriteNullValue();
                break;
            case "true" or "false" when column.Type == "boolean":
                json.WriteBooleanValue(text == "true");
                break;
            case not null when column.IsNumber && IsFinite(text):
                json.WriteRawValue(text);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }
    }

    // JSON has no infinity, and no NaN.
    private static bool IsFinite(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number);
}

internal enum ResultFormat
{
    Table,
    Csv,
    Json,
}
