namespace Pulumi;

public sealed partial class Deployment
{
    private const string Refusal =
        "This build cannot deploy: it uses the stand-in for the package Pulumi (StandIns=true), which never talks to " +
        "an engine. Unset StandIns, restore and build with a NuGet registry that has the real packages, and run " +
        "`pulumi up` again.";

    /// <summary>Refuses: a program that is built with stand-ins is never deployed.</summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RefuseAsync();

    private static async Task<int> RefuseAsync()
    {
        // without an engine a program cannot run on the real package either; this is the real package's message
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_ENGINE")))
        {
            throw new InvalidOperationException(
                $"Program run without the Pulumi engine available; re-run using the `pulumi` CLI. {Refusal}");
        }

        await Console.Error.WriteLineAsync(Refusal).ConfigureAwait(false);
        return Environment.ExitCode = 1;
    }
}
