using System.Reflection;
using Amazon.Lambda.Core;

namespace Twin.Runtime;

/// <summary>
/// Connects <see cref="LambdaLogger" /> with the log. Its fields are private. AWS's own runtime sets them by reflection
/// too, so their names do not change.
/// </summary>
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
