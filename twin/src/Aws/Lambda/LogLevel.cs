namespace Twin.Aws.Lambda;

internal enum LogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
}

internal static class LogLevels
{
    private static readonly string[] OfApplications = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
    private static readonly string[] OfTheSystem = ["DEBUG", "INFO", "WARN"];

    public static void Check(LambdaFunction function)
    {
        Check(function, "applicationLogLevel", function.ApplicationLogLevel, OfApplications);
        Check(function, "systemLogLevel", function.SystemLogLevel, OfTheSystem);
    }

    /// <summary>A level by Lambda's or a runtime's name; null if the name is not known.</summary>
    public static LogLevel? Parse(string? name) => name?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Info,
        "WARN" or "WARNING" => LogLevel.Warn,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Fatal,
        _ => null,
    };

    private static void Check(LambdaFunction function, string name, string? level, string[] known)
    {
        if (level is null)
        {
            return;
        }

        if (!function.IsJsonLogged)
        {
            throw new InvalidFunctionException(
                $"Function {function.Name} declares {name} {level} and a log in text: Lambda filters JSON logs only. "
                + "Set logFormat to JSON.");
        }

        if (!known.Contains(level))
        {
            throw new InvalidFunctionException(
                $"Function {function.Name} declares {name} {level}; it is one of {string.Join(", ", known)}.");
        }
    }
}

/// <summary>The filter of a function's own lines: see "Log-level filtering" in the Lambda guide. It applies to JSON
/// logs only; a line that is not JSON or has no known level counts as INFO.</summary>
internal sealed class ApplicationLogFilter(LambdaFunction function)
{
    private readonly LogLevel? _lowest =
        function.IsJsonLogged ? LogLevels.Parse(function.ApplicationLogLevel) ?? LogLevel.Info : null;

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
