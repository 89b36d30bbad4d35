using System.Globalization;
using Infra.Settings;
using Twin.Host.Door;
using Twin.Spotify.Configuration;
using Twin.Spotify.Playlists;

namespace Twin.Host.Runs;

internal static class SandboxSettings
{
    /// <summary>The requests per second of <see cref="Unlimited"/>: the highest value of the setting.</summary>
    public const int UnlimitedPace = 100;

    /// <summary>The setting for the highest pace: a sandbox without faults has no rate limit either.</summary>
    public static KeyValuePair<string, string> Unlimited { get; } = KeyValuePair.Create(
        KnownSettings.RequestsPerSecond, UnlimitedPace.ToString(CultureInfo.InvariantCulture));

    public static IEnumerable<KeyValuePair<string, string>> Create(
        SandboxOptions sandbox, SandboxServer spotify, IEnumerable<SandboxPlaylist> playlists) =>
    [
        KeyValuePair.Create(KnownSettings.Playlists, string.Join(',', playlists.Select(playlist => playlist.Id))),
        KeyValuePair.Create(KnownSettings.ClientId, sandbox.ClientId),
        KeyValuePair.Create(KnownSettings.ClientSecret, sandbox.ClientSecret),
        KeyValuePair.Create(KnownSettings.RefreshToken, sandbox.RefreshToken),
        KeyValuePair.Create(KnownSettings.ApiBaseAddress, spotify.ApiBaseAddress.AbsoluteUri),
        KeyValuePair.Create(KnownSettings.AccountsBaseAddress, spotify.AccountsBaseAddress.AbsoluteUri),
    ];
}
