using System.Collections.Immutable;
using Functions.Extract;
using Twin.Aws.Billing;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;
using Twin.Declaration;
using Twin.Host.Runs;

namespace Twin.Cli.Costs;

/// <summary>A scheduled run as AWS bills it: its duration is that of the extraction, which waits for Spotify.</summary>
internal static class ScheduledRun
{
    public static DailyRun Create(DeclaredStack stack, PriceList prices, ImmutableArray<Usage> usage)
    {
        var extraction = ExtractionOf(stack);
        var wait = usage.Sum(SpotifyUsage.Service) * prices.Assumed(CostAssumptions.SpotifyRequestSeconds);
        var run = new DailyRun(stack, prices, usage)
        {
            Waits = ImmutableDictionary<string, decimal>.Empty.Add(extraction.PhysicalName, wait),
        };
        return run with { Seconds = LambdaCost.SecondsOf(extraction, run) };
    }

    public static DeclaredResource ExtractionOf(DeclaredStack stack) =>
        stack.OfType(LambdaResources.Function).First(function =>
            function.Has("environment.variables")
            && function.Map("environment.variables").ContainsKey(ExtractEnvironment.ApiBaseAddress));
}

internal static class CostAssumptions
{
    public const string EntriesPerPlaylist = "entriesPerPlaylist";
    public const string SpotifyRequestSeconds = "spotifyRequestSeconds";
}
