namespace Amazon.Lambda.Core;

/// <summary>
/// Writes to the function's log. The overloads with a level or an exception end in one of the others; a logger that
/// formats arguments must implement those that take <c>args</c>: by themselves they call each other without end.
/// </summary>
public interface ILambdaLogger
{
    /// <summary>Writes the message as it is, without a line end.</summary>
    void Log(string message);

    /// <summary>Writes the message as a line.</summary>
    void LogLine(string message);

    /// <summary>Writes the message as a line; a runtime that knows levels puts the level before it.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <inheritdoc cref="Log(string, string)" />
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogTrace(string message) => Log(nameof(LogLevel.Trace), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogDebug(string message) => Log(nameof(LogLevel.Debug), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogInformation(string message) => Log(nameof(LogLevel.Information), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogWarning(string message) => Log(nameof(LogLevel.Warning), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogError(string message) => Log(nameof(LogLevel.Error), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogCritical(string message) => Log(nameof(LogLevel.Critical), message);

    /// <summary>Writes a message template with its arguments, in the order of the template's placeholders.</summary>
    void Log(string level, string message, params object[] args) => Log(level, message, args);

    /// <summary>Writes a message template with its arguments, then the exception.</summary>
    void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        Log(level, exception.ToString(), args);
    }

    /// <inheritdoc cref="Log(string, string, object[])" />
    void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    /// <inheritdoc cref="Log(string, Exception, string, object[])" />
    void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level.ToString(), exception, message, args);

    /// <inheritdoc cref="Log(string, string, object[])" />
    void LogTrace(string message, params object[] args) => Log(nameof(LogLevel.Trace), message, args);

    /// <inheritdoc cref="Log(string, Exception, string, object[])" />
    void LogTrace(Exception exception, string message, params object[] args) =>
        Log(nameof(LogLevel.Trace), exception, message, args);

    /// <inheritdoc cref="Log(string, string, object[])" />
    void LogDebug(string message, params object[] args) => Log(nameof(LogLevel.Debug), message, args);

    /// <inheritdoc cref="Log(string, Exception, string, object[])" />
    void LogDebug(Exception exception, string message, params object[] args) =>
        Log(nameof(LogLevel.Debug), exception, message, args);

    /// <inheritdoc cref="Log(string, string, object[])" />
    void LogInformation(string message, params object[] args) => Log(nameof(LogLevel.Information), message, args);

    /// <inheritdoc cref="Log(string, Exception, string, object[])" />
    void LogInformation(Exception exception, string message, params object[] args) =>
        Log(nameof(LogLevel.Information), exception, message, args);

    /// <inheritdoc cref="Log(string, string, object[])" />
    void LogWarning(string message, params object[] args) => Log(nameof(LogLevel.Warning), message, args);

    /// <inheritdoc cref="Log(string, Exception, string, object[])" />
    void LogWarning(Exception exception, string message, params object[] args) =>
        Log(nameof(LogLevel.Warning), exception, message, args);

    /// <inheritdoc cref="Log(string, string, object[])" />
    void LogError(string message, params object[] args) => Log(nameof(LogLevel.Error), message, args);

    /// <inheritdoc cref="Log(string, Exception, string, object[])" />
    void LogError(Exception exception, string message, params object[] args) =>
        Log(nameof(LogLevel.Error), exception, message, args);

    /// <inheritdoc cref="Log(string, string, object[])" />
    void LogCritical(string message, params object[] args) => Log(nameof(LogLevel.Critical), message, args);

    /// <inheritdoc cref="Log(string, Exception, string, object[])" />
    void LogCritical(Exception exception, string message, params object[] args) =>
        Log(nameof(LogLevel.Critical), exception, message, args);
}
