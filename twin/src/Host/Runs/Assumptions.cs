using System.Collections.Immutable;
using Twin.Aws;
using Twin.Aws.Hosting;

namespace Twin.Host.Runs;

/// <summary>The undocumented behaviours of which a run can play the opposite.</summary>
public static class Assumptions
{
    public static ImmutableArray<Assumption> All { get; } =
        [.. AwsModules.Undocumented, .. UndocumentedSpotify.All];
}
