using System.Text.Json;

namespace Local.Aws.Lambda;

/// <summary>
/// Which of a function's own lines reach its log: see "Log-level filtering" in the Lambda guide. It looks at JSON
/// logs only; a line that is no JSON or names no level that is known counts as INFO.
/// </summary>
internal sealed class ApplicationLogFilter(LambdaFunction function)
{
    private readonly LogLevel? _lowest =
        function.IsJsonLogged ? LogLevels.Parse(function.ApplicationLogLevel) ?? LogLevel.Info : null;

    /// <summary>Whether the line is kept.</summary>
    public bool Keeps(string line) => _lowest is not { } lowest || LevelOf(line) >= lowest;

    private static LogLevel LevelOf(string line)
    {
        if (!line.StartsWith('{'))
        {
            return LogLevel.Info;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.String
                ? LogLevels.Parse(level.GetString()) ?? LogLevel.Info
                : LogLevel.Info;
        }
        catch (JsonException)
        {
            return LogLevel.Info;
        }
    }
}
