using System.Reflection;
using Amazon.Lambda.Core;

namespace Twin.Runtime;

internal sealed class LambdaContext(
    Invocation invocation, RuntimeVariables variables, ILambdaLogger logger, ILambdaSerializer? serializer)
    : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;
    public string InvokedFunctionArn => invocation.FunctionArn;
    public TimeSpan RemainingTime => invocation.Deadline - TimeProvider.System.GetUtcNow();
    public string FunctionName => variables.FunctionName;
    public string FunctionVersion => variables.FunctionVersion;
    public string LogGroupName => variables.LogGroupName;
    public string LogStreamName => variables.LogStreamName;
    public int MemoryLimitInMB => variables.MemorySize;
    public ILambdaLogger Logger => logger;
    public ILambdaSerializer Serializer => serializer!;

    // Only the AWS Mobile SDK sends one; for all other callers the interface specifies null.
    public IClientContext ClientContext => null!;
    public ICognitoIdentity Identity => null!;
}

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

/// <summary>Connects <see cref="LambdaLogger" /> with the log. Its fields are private. AWS's own runtime sets them by
/// reflection too, so their names do not change.</summary>
internal static class LambdaLoggerFields
{
    public static void Set(
        Action<string> log,
        Action<string, string, object[]> logWithLevel,
        Action<string, Exception, string, object[]> logWithException)
    {
        Set("_loggingAction", log);
        Set("_loggingWithLevelAction", logWithLevel);
        Set("_loggingWithLevelAndExceptionAction", logWithException);
    }

    // An older Amazon.Lambda.Core lacks some of the fields, and the methods that use them.
    private static void Set(string field, Delegate action) =>
        typeof(LambdaLogger).GetField(field, BindingFlags.NonPublic | BindingFlags.Static)?.SetValue(null, action);
}
