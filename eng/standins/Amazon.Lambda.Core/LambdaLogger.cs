using System.Globalization;
using System.Text;

namespace Amazon.Lambda.Core;

/// <summary>The function's log for code without a context; outside of Lambda, the console.</summary>
public static class LambdaLogger
{
    // A runtime sets these by reflection, so their names and types are a contract, and they cannot be readonly.
#pragma warning disable IDE0044
    private static Action<string> _loggingAction = Console.WriteLine;
    private static Action<string, string, object[]> _loggingWithLevelAction = ToConsole;
    private static Action<string, Exception, string, object[]> _loggingWithLevelAndExceptionAction = ToConsole;
#pragma warning restore IDE0044

    public static void Log(string message) => _loggingAction(message);

    /// <summary>Writes a message template with its arguments.</summary>
    public static void Log(string level, string message, params object[] args) =>
        _loggingWithLevelAction(level, message, args);

    /// <summary>Writes a message template with its arguments, and an exception.</summary>
    public static void Log(string level, Exception exception, string message, params object[] args) =>
        _loggingWithLevelAndExceptionAction(level, exception, message, args);

    private static void ToConsole(string level, string message, object[] args)
    {
        var line = new StringBuilder().Append(level).Append(": ").Append(message);
        if (args is { Length: > 0 })
        {
            line.Append(" Arguments:");
            foreach (var arg in args)
            {
                line.Append(CultureInfo.CurrentCulture, $" \"{arg}\"");
            }
        }

        Console.WriteLine(line.ToString());
    }

    private static void ToConsole(string level, Exception exception, string message, object[] args)
    {
        ToConsole(level, message, args);
        Console.WriteLine(exception);
    }
}
