using System.Diagnostics;

namespace Twin.Tests.Support;

/// <summary>A shell script in place of a program that this machine may not have.</summary>
internal static class ShellProgram
{
    /// <summary>The beginning of a script in place of the AWS CLI: it tells its version.</summary>
    public const string AwsVersion = "if [ \"$1\" = --version ]; then echo 'aws-cli/2.13.37 Python/3'; exit; fi\n";

    /// <summary>Writes the script; where there is no such shell, the test is skipped.</summary>
    public static string Write(TestFolder folder, string name, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the program in the other one's place is a shell script");
        }

        // Another process writes the file: a parallel test could start a process that keeps the file open, and the
        // system does not start a program while it is open for writing.
        var file = Path.Combine(folder.Root, name);
        using var writer = Process.Start(
            "/bin/sh",
            ["-c", """printf '#!/bin/sh\n%s\n' "$1" > "$0"; chmod +x "$0" """, file, script]);
        writer.WaitForExit();
        Assert.Equal(0, writer.ExitCode);
        return file;
    }
}
