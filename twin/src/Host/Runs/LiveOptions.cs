using System.Collections.Immutable;

namespace Twin.Host.Runs;

/// <summary>
/// The options of a run on Spotify itself, with a user's real credentials. A class because a record would print them.
/// </summary>
/// <param name="refreshToken">The user's refresh token; empty: the app reads with its own credentials.</param>
/// <param name="playlists">The ids of the playlists to read; none: those of the stack's configuration.</param>
public sealed class LiveOptions(
    string clientId, string clientSecret, string refreshToken, ImmutableArray<string> playlists)
{
    public string ClientId => clientId;
    public string ClientSecret => clientSecret;
    public string RefreshToken => refreshToken;
    public ImmutableArray<string> Playlists => playlists;

    /// <summary>
    /// The base addresses that a test uses; null: those of the stack's configuration, normally Spotify's.
    /// </summary>
    public (Uri Api, Uri Accounts)? BaseAddresses { get; init; }
}
