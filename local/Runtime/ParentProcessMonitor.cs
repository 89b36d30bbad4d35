using System.Diagnostics;

namespace Local.Runtime;

/// <summary>Ends this process when the one that started it is gone, however that ended.</summary>
internal static class ParentProcessMonitor
{
    public static void Start()
    {
        // Nothing is ever written to this end of the pipe; the system closes it with the process that holds the other.
        var input = Console.OpenStandardInput();
        Console.SetIn(TextReader.Null);
        new Thread(() => WaitForEnd(input)) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static void WaitForEnd(Stream input)
    {
        var ignored = new byte[64];
        while (input.Read(ignored) > 0)
        {
            // Whatever comes is not for this process.
        }

        // At once, whatever the handler is doing: there is nobody left to answer.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
