using System.Text.Encodings.Web;
using Twin.Aws.Athena.Results;
using Twin.Spotify.Captured;

namespace Twin.Cli.Queries;

/// <summary>The statements of a file, and the line of JSON that answers each.</summary>
internal static class StatementLines
{
    // Names in other scripts stay readable: the text goes to a terminal or a program, not into a web page.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The statements: a line is SQL, or a JSON object with the property <c>sql</c>. Empty lines are left
    /// out.</summary>
    /// <exception cref="InputException">The file cannot be read, or a line is no statement.</exception>
    public static ImmutableArray<string> Read(string file)
    {
        if (RegularFile.Refusal(file) is { } refusal)
        {
            throw new InputException(refusal);
        }

        try
        {
            return
            [
                .. File.ReadLines(file)
                    .Select((line, index) => (Text: line.Trim(), Number: index + 1))
                    .Where(line => line.Text.Length > 0)
                    .Select(line => line.Text[0] == '{' ? Property(line.Text, file, line.Number) : line.Text),
            ];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{file} cannot be read ({unreadable.Message}). Name a file with a statement a line.", unreadable);
        }
    }

    /// <summary>The answer to a statement, or the reason of its refusal, without a line end.</summary>
    public static async Task<string> AnswerAsync(
        IQueryTarget target, string sql, CancellationToken cancellationToken)
    {
        try
        {
            var result = await target.AnswerAsync(sql, target.Database, cancellationToken);
            return result.ToJson().ToJsonString(Options);
        }
        catch (InputException refused)
        {
            return JsonSerializer.Serialize(new { error = refused.Message }, Options);
        }
        // One statement does not end those after it.
        catch (Exception failed) when (failed is not (OperationCanceledException or RunFailedException))
        {
            return JsonSerializer.Serialize(
                new { error = "the twin failed at this statement: please report it" }, Options);
        }
    }

    private static string Property(string line, string file, int number)
    {
        try
        {
            return (string?)JsonNode.Parse(line)?["sql"] ?? throw new JsonException("it has no sql");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new InputException(
                $"{file}, line {number.ToString(CultureInfo.InvariantCulture)}: {broken.Message}. A line is SQL, or a "
                + "JSON object with the property sql.",
                broken);
        }
    }
}
