using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The environment variables of <see cref="ExtractHandler"/>, which <c>infra</c> declares under these names.
/// None of them is a secret: secrets are in Parameter Store, and only their parameters' names are here.</summary>
public static class ExtractEnvironment
{
    public const string RawBucket = "RAW_BUCKET";

    /// <summary>The stack's name as its resources have it, <c>spotify-dev</c>; the metrics' dimension.</summary>
    public const string Stack = "STACK";

    /// <summary>The key of the list of playlists in the raw bucket, <see cref="Lake.PlaylistList.Key"/>. A function's
    /// environment has no room for a thousand ids.</summary>
    public const string PlaylistListKey = "PLAYLIST_LIST_KEY";

    /// <summary>The Spotify app's client id.</summary>
    public const string ClientId = "SPOTIFY_CLIENT_ID";

    /// <summary>The name of the SecureString parameter that holds the app's client secret.</summary>
    public const string ClientSecretParameter = "SPOTIFY_CLIENT_SECRET_PARAMETER";

    /// <summary>The name of the SecureString parameter that holds the user's refresh token. If it is not set, the
    /// function uses client credentials, with which only apps with extended quota can read playlist items.</summary>
    public const string RefreshTokenParameter = "SPOTIFY_REFRESH_TOKEN_PARAMETER";

    /// <summary>The name of the SecureString parameter for the refresh token that Spotify has issued in place of the
    /// configured one. Its value is <see cref="NothingGiven"/> before that, and then has the form of
    /// <see cref="GivenRefreshToken"/>. Required if <see cref="RefreshTokenParameter"/> is set.</summary>
    public const string GivenRefreshTokenParameter = "SPOTIFY_GIVEN_REFRESH_TOKEN_PARAMETER";

    /// <summary>The value of a parameter without a token, since Parameter Store has no empty values. Not a
    /// variable.</summary>
    public const string NothingGiven = "none";

    /// <summary>The ARN of the key that encrypts the parameters. If it is not set, the account's own key of Parameter
    /// Store does.</summary>
    public const string SecretsKey = "SECRETS_KEY";

    /// <summary>The name of the SecureString parameter for the key with which tables have users' ids hashed. Optional:
    /// without it no key is made.</summary>
    public const string UsersKeyParameter = UsersKey.Variable;

    /// <summary>The day on which the user agreed, <c>yyyy-MM-dd</c>, UTC. If it is not set, the day on which the
    /// refresh token's parameter was last written counts.</summary>
    public const string AuthorizedOn = "AUTHORIZED_ON";

    /// <summary>The first day of the tables, <c>yyyy-MM-dd</c>. An earlier day is not read. Optional: without it every
    /// day is read.</summary>
    public const string FirstDay = "FIRST_DAY";

    /// <summary>The days for which pages of playlists are kept: an unchanged playlist is read again when its pages have
    /// half of that age. Optional: without it they are kept for an unlimited time.</summary>
    public const string RawRetentionDays = "RAW_RETENTION_DAYS";

    /// <summary>The most playlists that <c>mine</c> stands for, a number from 1. The default is
    /// <see cref="DefaultMineLimit"/>.</summary>
    public const string MineLimit = "MINE_LIMIT";

    /// <summary>The default of <see cref="MineLimit"/>. Not a variable.</summary>
    public const int DefaultMineLimit = 40;

    /// <summary><c>true</c> if plays are read too. Optional: without it none are.</summary>
    public const string Plays = "PLAYS";

    /// <summary>The most requests to Spotify that start within any second, a number from 1. The default is
    /// <see cref="DefaultRequestsPerSecond"/>.</summary>
    public const string RequestsPerSecond = "SPOTIFY_REQUESTS_PER_SECOND";

    /// <summary>The default of <see cref="RequestsPerSecond"/>; <see cref="SpotifyRateLimiter"/> has the reason. Not a
    /// variable.</summary>
    public const int DefaultRequestsPerSecond = SpotifyRateLimiter.DefaultPerSecond;

    /// <summary>The Web API's address. The default is <c>https://api.spotify.com/v1/</c>.</summary>
    public const string ApiBaseAddress = "SPOTIFY_API_BASE_ADDRESS";

    /// <summary>The accounts service's address. The default is <c>https://accounts.spotify.com/</c>.</summary>
    public const string AccountsBaseAddress = "SPOTIFY_ACCOUNTS_BASE_ADDRESS";
}
