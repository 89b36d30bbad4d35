using System.Text.Encodings.Web;
using Twin.Aws.Athena;

namespace Twin.Cli.Reports;

/// <summary>The statements of a run with their answers, a line of JSON each, as Athena keeps them in its
/// history.</summary>
internal static class StatementHistoryFile
{
    public const string FileName = "statements.jsonl";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string folder, IEnumerable<RunStatement> statements)
    {
        using var file = File.CreateText(Path.Combine(folder, FileName));
        foreach (var statement in statements)
        {
            file.Write(Line(statement).ToJsonString(Json) + "\n");
        }
    }

    private static JsonObject Line(RunStatement statement)
    {
        var line = new JsonObject
        {
            ["time"] = statement.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["database"] = statement.Database,
            ["sql"] = statement.Sql,
        };
        foreach (var (name, value) in statement.Result?.ToJson() ?? new JsonObject { ["error"] = statement.Error })
        {
            line[name] = value?.DeepClone();
        }

        return line;
    }
}
