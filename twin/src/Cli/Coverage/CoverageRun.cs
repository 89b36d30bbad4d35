using Twin.Aws.Hosting;
using Twin.Declaration;
using Twin.Host;
using Twin.Host.Loading;

namespace Twin.Cli.Coverage;

/// <summary>Starts the services of a stack, and collects the declared properties that they read.</summary>
internal static class CoverageRun
{
    public static async Task<PropertyCoverage> RunAsync(string stack, CancellationToken cancellationToken)
    {
        var declared = await StackLoader.LoadWithoutSecretsAsync(stack);
        using var folder = TemporaryFolder.Create("coverage");
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        await using var services = await TwinServices.StartAsync(
            declared, folder.FullName, clock, new Timeline(TimeProvider.System, clock), cancellationToken);
        return PropertyCoverage.From(declared, services.Get<PropertyReads>());
    }
}
