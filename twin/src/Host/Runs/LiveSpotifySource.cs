using Functions.Lake;
using Infra.Settings;
using Twin.Host.Loading;

namespace Twin.Host.Runs;

internal sealed class LiveSpotifySource(LiveOptions live, Timeline timeline) : ISpotifySource
{
    public IEnumerable<KeyValuePair<string, string>> Settings
    {
        get
        {
            yield return KeyValuePair.Create(KnownSettings.ClientId.Key, live.ClientId);
            yield return KeyValuePair.Create(KnownSettings.ClientSecret.Key, live.ClientSecret);
            yield return KeyValuePair.Create(KnownSettings.RefreshToken.Key, live.RefreshToken);
            if (!live.Playlists.IsEmpty)
            {
                yield return KeyValuePair.Create(KnownSettings.Playlists.Key, string.Join(',', live.Playlists));
            }

            if (live.BaseAddresses is var (api, accounts))
            {
                yield return KeyValuePair.Create(KnownSettings.ApiBaseAddress.Key, api.AbsoluteUri);
                yield return KeyValuePair.Create(KnownSettings.AccountsBaseAddress.Key, accounts.AbsoluteUri);
            }
        }
    }

    public IEnumerable<string> Secrets =>
        new[] { live.ClientSecret, live.RefreshToken }.Where(secret => secret.Length > 0);

    public string Description => live.RefreshToken.Length > 0
        ? "Spotify itself, for the user of the refresh token"
        : "Spotify itself, for the app without a user";

    public ImmutableDictionary<string, string> Names => [];

    // The extract's requests go directly to Spotify and are not visible here; the extract counts them in a metric.
    public RunRecord.SpotifyRecord Usage => new([], ImmutableSortedDictionary<string, int>.Empty);

    public async Task RunAsync(LocalTwin twin, CancellationToken cancellationToken)
    {
        await twin.RunSchedulesNowAsync(cancellationToken);
        if (twin.WrittenParameters.Any())
        {
            timeline.Add(
                TimelineSource.Spotify,
                "Spotify gave a new refresh token, which is gone with this run. If the one in "
                + $"{SpotifyVariables.RefreshToken} no longer works: dotnet dev.cs login",
                TimelineEntryKind.Warning);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The same options, if there is a user for each source.</summary>
    /// <param name="configured">The sources of the stack's configuration, which are read if no other is
    /// named.</param>
    /// <exception cref="InputException">A source is a user's own, and there is no user.</exception>
    public static LiveOptions WithUser(LiveOptions live, ImmutableArray<string> configured)
    {
        var own = (live.Playlists.IsEmpty ? configured : live.Playlists)
            .Where(text => SourceId.TryParse(text, out var source) && source.IsUsers)
            .ToList();
        return live.RefreshToken.Length > 0 || own.Count == 0
            ? live
            : throw new InputException(
                $"{SpotifyVariables.RefreshToken} is empty, and {string.Join(", ", own)} "
                + $"{(own.Count == 1 ? "is" : "are")} a user's own. Name playlists instead, with --playlist-id ID; or "
                + $"let a user agree: export {SpotifyVariables.RefreshToken}=\"{SpotifyVariables.Login}\"");
    }
}

/// <summary>The options of a run on Spotify itself, with a user's real credentials. A class because a record would
/// print them.</summary>
/// <param name="refreshToken">The user's refresh token; empty: the app reads with its own credentials.</param>
/// <param name="playlists">The sources to read; none: those of the stack's configuration.</param>
public sealed class LiveOptions(
    string clientId, string clientSecret, string refreshToken, ImmutableArray<string> playlists)
{
    public string ClientId => clientId;
    public string ClientSecret => clientSecret;
    public string RefreshToken => refreshToken;
    public ImmutableArray<string> Playlists => playlists;

    /// <summary>The base addresses that a test uses; null: those of the stack's configuration, normally
    /// Spotify's.</summary>
    public (Uri Api, Uri Accounts)? BaseAddresses { get; init; }
}

public static class SpotifyVariables
{
    public const string ClientId = "SPOTIFY_CLIENT_ID";
    public const string ClientSecret = "SPOTIFY_CLIENT_SECRET";
    public const string RefreshToken = "SPOTIFY_REFRESH_TOKEN";

    /// <summary>The command that prints a refresh token for what a stack reads, in a shell's quotes.</summary>
    public const string Login = "$(dotnet dev.cs login --stack dev --show-secret)";
}
