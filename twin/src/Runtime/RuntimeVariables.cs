using System.Globalization;
using Amazon.Lambda.Core;

namespace Twin.Runtime;

/// <summary>
/// The environment variables that Lambda sets: see "Defined runtime environment variables" in its guide.
/// </summary>
internal static class RuntimeVariables
{
    public static string RuntimeApi =>
        Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") ??
        throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API, the address of the Runtime API, is not set.");

    public static string FunctionName => Value("AWS_LAMBDA_FUNCTION_NAME");

    public static string FunctionVersion => Value("AWS_LAMBDA_FUNCTION_VERSION");

    public static string LogGroupName => Value("AWS_LAMBDA_LOG_GROUP_NAME");

    public static string LogStreamName => Value("AWS_LAMBDA_LOG_STREAM_NAME");

    /// <summary>The function's memory, in MB.</summary>
    public static int MemorySize =>
        int.TryParse(Value("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var size) ? size : 0;

    public static LogFormat LogFormat =>
        string.Equals(Value("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase)
            ? LogFormat.Json
            : LogFormat.Text;

    public static LogLevel LogLevel => Value("AWS_LAMBDA_LOG_LEVEL").ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    private static string Value(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
