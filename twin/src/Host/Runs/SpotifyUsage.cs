using Twin.Aws.Metering;
using Twin.Host.Door;

namespace Twin.Host.Runs;

/// <summary>The use of Spotify: it costs nothing itself, but a function waits for it, and that time is
/// billed.</summary>
public static class SpotifyUsage
{
    public const string Service = "Spotify";
    public const string Request = "request";

    public static void Count(SandboxServer spotify, Meter meter) =>
        meter.Count(Service, Request, "", quantity: spotify.Requests.Count);

    public static RunRecord.SpotifyRecord CreateRecord(SandboxServer spotify) => new(
        [
            .. spotify.Requests
                .GroupBy(request => (request.Kind, request.Status))
                .OrderBy(group => group.Key.Kind)
                .ThenBy(group => group.Key.Status)
                .Select(group => new RunRecord.RequestsRecord(
                    JsonNamingPolicy.KebabCaseLower.ConvertName($"{group.Key.Kind}"),
                    group.Key.Status,
                    group.Count())),
        ],
        spotify.Requests
            .Select(request => request.Fault)
            .OfType<string>()
            .GroupBy(fault => fault, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
}
