using System.Collections.Immutable;

namespace Local.Twin.Runs;

/// <summary>
/// Spotify itself, as a run reads it: somebody's real credentials. Not a record, which would print them.
/// </summary>
/// <param name="clientId">The app's client id.</param>
/// <param name="clientSecret">The app's client secret.</param>
/// <param name="refreshToken">The user's; empty: the app reads with its own credentials.</param>
/// <param name="playlists">Their ids.</param>
public sealed class LiveOptions(
    string clientId, string clientSecret, string refreshToken, ImmutableArray<string> playlists)
{
    /// <summary>The app's client id.</summary>
    public string ClientId => clientId;

    /// <summary>The app's client secret.</summary>
    public string ClientSecret => clientSecret;

    /// <summary>The user's; empty: the app reads with its own credentials.</summary>
    public string RefreshToken => refreshToken;

    /// <summary>The ids of the playlists to read; none: those of the stack's configuration.</summary>
    public ImmutableArray<string> Playlists => playlists;

    /// <summary>Where a test has its own; null: what the stack's configuration says, as a rule Spotify.</summary>
    public (Uri Api, Uri Accounts)? BaseAddresses { get; init; }
}
