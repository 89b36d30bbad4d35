namespace Amazon.Lambda.Core;

/// <summary>The function's log. The overloads with a level or an exception call one of the others. A logger that
/// formats arguments must implement those with <c>args</c>: their defaults call each other without end.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes the message as it is, without a line end.</summary>
    void Log(string message);

    void LogLine(string message);

    /// <summary>Writes the message as a line; a runtime that knows levels puts the level before it.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogDebug(string message) => Log(nameof(LogLevel.Debug), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogInformation(string message) => Log(nameof(LogLevel.Information), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogWarning(string message) => Log(nameof(LogLevel.Warning), message);

    /// <inheritdoc cref="Log(string, string)" />
    void LogError(string message) => Log(nameof(LogLevel.Error), message);

    /// <summary>Writes a message template with its arguments, in the order of the template's placeholders.</summary>
    void Log(string level, string message, params object[] args) => Log(level, message, args);

    /// <summary>Writes a message template with its arguments, then the exception.</summary>
    void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        Log(level, exception.ToString(), args);
    }

    /// <inheritdoc cref="Log(string, string, object[])" />
    void LogWarning(string message, params object[] args) => Log(nameof(LogLevel.Warning), message, args);
}
