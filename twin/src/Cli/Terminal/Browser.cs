using System.ComponentModel;
using System.Diagnostics;
using Twin.Cli.Processes;

namespace Twin.Cli.Terminal;

internal static class Browser
{
    // The command does not wait for the browser, and does not give it standard output. Otherwise the output of a
    // desktop program would be mixed with this program's, and a shell that reads it would wait until the browser ends.
    private const string Detached =
        """command -v "$0" >/dev/null 2>&1 || exit 1; "$0" "$1" </dev/null >/dev/null 2>&1 &""";

    public static bool Open(Uri page, string? path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true })?.Dispose();
                return true;
            }

            if (CommandLineTool.Find(OperatingSystem.IsMacOS() ? "open" : "xdg-open", path)
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
