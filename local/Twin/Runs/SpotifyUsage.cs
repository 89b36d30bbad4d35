using Local.Aws.Metering;

namespace Local.Twin.Runs;

/// <summary>The use of Spotify: not AWS's, but a function waits for it, and that is billed.</summary>
internal static class SpotifyUsage
{
    public const string Service = "Spotify";

    /// <summary>Requests to the Web API and the accounts service.</summary>
    public const string Request = "request";

    /// <summary>Counts the requests that were answered.</summary>
    public static void Count(SandboxServer spotify, Meter meter) =>
        meter.Count(Service, Request, "", quantity: spotify.Requests.Count);
}
