using System.Diagnostics;
using Tests.Local.Aws.Athena;

namespace Tests.Local.Cli.Processes;

/// <summary>A shell script in the place of a program that this machine may not have.</summary>
internal static class ShellProgram
{
    /// <summary>Writes it; where there is no such shell, the test is skipped.</summary>
    /// <returns>Its path.</returns>
    public static string Write(TestFolder folder, string name, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the program in the other one's place is a shell script");
        }

        // Written by another process: one that a parallel test starts could hold the file open, and the system starts
        // no program that somebody may still be writing.
        var file = Path.Combine(folder.Root, name);
        using var writer = Process.Start(
            "/bin/sh",
            ["-c", """printf '#!/bin/sh\n%s\n' "$1" > "$0"; chmod +x "$0" """, file, script]);
        writer.WaitForExit();
        Assert.Equal(0, writer.ExitCode);
        return file;
    }
}
