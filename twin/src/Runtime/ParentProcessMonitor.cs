using System.Diagnostics;

namespace Twin.Runtime;

/// <summary>Ends this process when its parent process has ended for any reason.</summary>
internal static class ParentProcessMonitor
{
    public static void Start()
    {
        // The parent writes nothing to this pipe; the operating system closes it when the parent ends.
        var input = Console.OpenStandardInput();
        Console.SetIn(TextReader.Null);
        new Thread(() => WaitForEnd(input)) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static void WaitForEnd(Stream input)
    {
        var ignored = new byte[64];
        while (input.Read(ignored) > 0)
        {
            // Input is ignored.
        }

        // Kill stops the handler at once: no process is left that could take its answer.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
