using System.Text.Json;

namespace Twin.Aws.Lambda;

/// <summary>
/// The filter of a function's own lines: see "Log-level filtering" in the Lambda guide. It applies to JSON logs only; a
/// line that is not JSON or has no known level counts as INFO.
/// </summary>
internal sealed class ApplicationLogFilter(LambdaFunction function)
{
    private readonly LogLevel? _lowest =
        function.IsJsonLogged ? LogLevels.Parse(function.ApplicationLogLevel) ?? LogLevel.Info : null;

    /// <summary>Determines whether the line is kept.</summary>
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
