using System.Runtime.CompilerServices;

namespace Infra;

/// <summary>Ends the stack's program when Pulumi's engine starts it: it is built, or packed, with stand-ins.</summary>
internal static class NoDeployment
{
    [ModuleInitializer]
    internal static void Refuse()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_ENGINE") is { Length: > 0 })
        {
            Console.Error.WriteLine(
                "This build cannot deploy: it uses stand-ins for packages that the NuGet registry lacks. "
                + "Unset StandIns, restore and build with a registry that has all packages, and run pulumi again.");
            Environment.Exit(1);
        }
    }
}
