namespace Amazon.Lambda.Core;

/// <summary>The severity of a log message. <c>AWS_LAMBDA_HANDLER_LOG_LEVEL</c> sets the lowest that is
/// written.</summary>
public enum LogLevel
{
    /// <summary>The finest detail.</summary>
    Trace = 0,

    /// <summary>Useful for debugging.</summary>
    Debug = 1,

    /// <summary>The normal flow.</summary>
    Information = 2,

    /// <summary>Unexpected, but the invocation continues.</summary>
    Warning = 3,

    /// <summary>The invocation fails.</summary>
    Error = 4,

    /// <summary>The function cannot work at all.</summary>
    Critical = 5,
}
