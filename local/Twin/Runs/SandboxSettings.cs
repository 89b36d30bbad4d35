using System.Globalization;
using Infra.Settings;
using Local.Spotify.Configuration;
using Local.Spotify.Playlists;

namespace Local.Twin.Runs;

/// <summary>Settings of the stack that a sandbox Spotify takes.</summary>
internal static class SandboxSettings
{
    /// <summary>The requests a second of <see cref="Unlimited"/>: the most that the setting takes.</summary>
    public const int UnlimitedPace = 100;

    /// <summary>A sandbox in which nothing goes wrong has no limit either: nobody has to wait for it.</summary>
    public static KeyValuePair<string, string> Unlimited { get; } = KeyValuePair.Create(
        KnownSettings.RequestsPerSecond, UnlimitedPace.ToString(CultureInfo.InvariantCulture));

    /// <summary>Which playlists, where, and as whom.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(
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
