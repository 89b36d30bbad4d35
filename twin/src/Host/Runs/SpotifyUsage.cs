using System.Collections.Immutable;
using Twin.Aws.Metering;
using Twin.Host.Door;

namespace Twin.Host.Runs;

/// <summary>
/// The use of Spotify: it costs nothing itself, but a function waits for it, and that time is billed.
/// </summary>
public static class SpotifyUsage
{
    public const string Service = "Spotify";

    /// <summary>Requests to the Web API and the accounts service.</summary>
    public const string Request = "request";

    /// <summary>Counts the requests that were answered.</summary>
    public static void Count(SandboxServer spotify, Meter meter) =>
        meter.Count(Service, Request, "", quantity: spotify.Requests.Count);

    /// <summary>The requests by kind and status, and the faults, in the form of a run's record.</summary>
    public static RunRecord.SpotifyRecord CreateRecord(SandboxServer spotify) => new(
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
