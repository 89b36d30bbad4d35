using System.Globalization;
using Amazon.Lambda.Core;

namespace Twin.Runtime;

/// <summary>The environment variables that Lambda sets: see "Defined runtime environment variables" in its
/// guide.</summary>
/// <param name="read">Returns a variable's value; null if it is not set.</param>
internal sealed class RuntimeVariables(Func<string, string?> read)
{
    /// <summary>The variable with the trace id of the current invocation.</summary>
    public const string TraceId = "_X_AMZN_TRACE_ID";

    public static RuntimeVariables OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    public string RuntimeApi =>
        read("AWS_LAMBDA_RUNTIME_API") ??
        throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API, the address of the Runtime API, is not set.");

    public string FunctionName => Value("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => Value("AWS_LAMBDA_FUNCTION_VERSION");

    public string LogGroupName => Value("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => Value("AWS_LAMBDA_LOG_STREAM_NAME");

    /// <summary>The function's memory, in MB.</summary>
    public int MemorySize =>
        int.TryParse(Value("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var size) ? size : 0;

    public LogFormat LogFormat =>
        string.Equals(Value("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase)
            ? LogFormat.Json
            : LogFormat.Text;

    public LogLevel LogLevel => Value("AWS_LAMBDA_LOG_LEVEL").ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    private string Value(string name) => read(name) ?? "";
}
