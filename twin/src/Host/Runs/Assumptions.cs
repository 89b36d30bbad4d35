using System.Collections.Immutable;
using Twin.Aws;
using Twin.Aws.Hosting;

namespace Twin.Host.Runs;

/// <summary>The undocumented behaviours of which a run can play the opposite.</summary>
public static class Assumptions
{
    /// <summary>All of them: those of AWS's services, and those of Spotify.</summary>
    public static ImmutableArray<Assumption> All { get; } =
        [.. AwsModules.Undocumented, .. UndocumentedSpotify.All];
}
