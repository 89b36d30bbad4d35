using System.ComponentModel;
using System.Diagnostics;
using Local.Cli.Processes;

namespace Local.Cli.Terminal;

/// <summary>The browser of this machine's user.</summary>
internal static class Browser
{
    // Neither waits for the browser nor lets it have standard output: what a program of the desktop prints would stand
    // among what this one does, and a shell that reads it would wait for the browser's end.
    private const string Detached =
        """command -v "$0" >/dev/null 2>&1 || exit 1; "$0" "$1" </dev/null >/dev/null 2>&1 &""";

    /// <summary>Shows a page.</summary>
    /// <returns><c>true</c> if the machine has a program that shows pages; otherwise, <c>false</c>.</returns>
    public static bool Open(Uri page)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true })?.Dispose();
                return true;
            }

            if (CommandLineTool.Find(
                OperatingSystem.IsMacOS() ? "open" : "xdg-open", Environment.GetEnvironmentVariable("PATH"))
                is not { File: var opener })
            {
                return false;
            }

            using var shell = Process.Start("/bin/sh", ["-c", Detached, opener, page.AbsoluteUri]);
            shell.WaitForExit();
            return shell.ExitCode == 0;
        }
        catch (Exception none) when (none is Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }
}
