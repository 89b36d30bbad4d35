using System.Collections.Immutable;

namespace Local.Twin.Runs;

/// <summary>What was asked of the sandbox, and what went wrong there.</summary>
internal static class SpotifyUsage
{
    public static RunRecord.SpotifyRecord Of(SandboxServer spotify) => new(
        [
            .. spotify.Requests
                .GroupBy(request => (request.Kind, request.Status))
                .OrderBy(group => group.Key.Kind)
                .ThenBy(group => group.Key.Status)
                .Select(group => new RunRecord.RequestsRecord(
                    group.Key.Kind.ToString().ToLowerInvariant(), group.Key.Status, group.Count())),
        ],
        spotify.Requests
            .Select(request => request.Fault)
            .OfType<string>()
            .GroupBy(fault => fault, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
}
