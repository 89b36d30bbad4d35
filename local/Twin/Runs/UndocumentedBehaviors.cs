using System.Collections.Immutable;
using Local.Aws;
using Local.Aws.Hosting;

namespace Local.Twin.Runs;

/// <summary>The undocumented behaviours of which a run can play the opposite.</summary>
public static class UndocumentedBehaviors
{
    /// <summary>All of them: those of AWS's services, and those of Spotify.</summary>
    public static ImmutableArray<UndocumentedBehavior> All { get; } =
        [.. AwsModules.Undocumented, .. UndocumentedSpotify.All];
}
