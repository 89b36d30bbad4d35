using System.Reflection;
using Amazon.Lambda.Core;

namespace Local.Runtime;

/// <summary>
/// Connects <see cref="LambdaLogger" /> with the log. Its fields are private, and setting them by reflection is how
/// AWS's runtime does it too: their names are kept for that.
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

    // An older Amazon.Lambda.Core lacks some; then there is no method that would use them either.
    private static void Set(string field, Delegate action) =>
        typeof(LambdaLogger).GetField(field, BindingFlags.NonPublic | BindingFlags.Static)?.SetValue(null, action);
}
