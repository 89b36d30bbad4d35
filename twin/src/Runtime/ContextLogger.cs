using Amazon.Lambda.Core;

namespace Twin.Runtime;

internal sealed class ContextLogger(FunctionLog log) : ILambdaLogger
{
    public void Log(string message) => LogLine(message);

    public void LogLine(string message) => log.Write(LogLevel.Information, null, message, []);

    public void Log(string level, string message) => log.Write(FunctionLog.Level(level), null, message, []);

    public void Log(string level, string message, params object[] args) =>
        log.Write(FunctionLog.Level(level), null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) =>
        log.Write(FunctionLog.Level(level), exception, message, args);
}
