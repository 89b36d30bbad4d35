namespace Twin.Runtime;

/// <summary>A function's <c>LoggingConfig.LogFormat</c>.</summary>
internal enum LogFormat
{
    /// <summary>Time, request id, level and message, separated by tabs.</summary>
    Text,

    Json,
}
