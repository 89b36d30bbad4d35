namespace Functions.Extract;

/// <summary>
/// The environment variables that <see cref="ExtractHandler"/> reads: <c>infra</c> declares them under these names.
/// None of them is a secret: secrets are in Parameter Store, and only their parameters' names are here.
/// </summary>
public static class ExtractEnvironment
{
    /// <summary>The raw bucket's name.</summary>
    public const string RawBucket = "RAW_BUCKET";

    /// <summary>The stack's name as in its resources, <c>spotify-dev</c>: the metrics' dimension.</summary>
    public const string Stack = "STACK";

    /// <summary>
    /// The key of the list of playlists in the raw bucket, <see cref="Lake.PlaylistList.Key"/>: a function's
    /// environment has no room for a thousand ids.
    /// </summary>
    public const string PlaylistListKey = "PLAYLIST_LIST_KEY";

    /// <summary>The Spotify app's client id.</summary>
    public const string ClientId = "SPOTIFY_CLIENT_ID";

    /// <summary>The name of the SecureString parameter that holds the app's client secret.</summary>
    public const string ClientSecretParameter = "SPOTIFY_CLIENT_SECRET_PARAMETER";

    /// <summary>
    /// The name of the SecureString parameter that holds the user's refresh token. Absent: client credentials, which
    /// only apps with extended quota can read playlist items with.
    /// </summary>
    public const string RefreshTokenParameter = "SPOTIFY_REFRESH_TOKEN_PARAMETER";

    /// <summary>
    /// The name of the SecureString parameter for the refresh token that Spotify gave in place of the configured one;
    /// its value is <see cref="NothingGiven"/> before that, and then as <see cref="GivenRefreshToken"/> says. Needed
    /// where there is a <see cref="RefreshTokenParameter"/>.
    /// </summary>
    public const string GivenRefreshTokenParameter = "SPOTIFY_GIVEN_REFRESH_TOKEN_PARAMETER";

    /// <summary>No environment variable: Parameter Store has no empty values.</summary>
    public const string NothingGiven = "none";

    /// <summary>
    /// The ARN of the key that encrypts the parameters. Absent: the account's own key of Parameter Store.
    /// </summary>
    public const string SecretsKey = "SECRETS_KEY";

    /// <summary>
    /// The day on which the user agreed, <c>yyyy-MM-dd</c>, UTC. Absent: the day on which the refresh token's
    /// parameter was last written.
    /// </summary>
    public const string AuthorizedOn = "AUTHORIZED_ON";

    /// <summary>
    /// The first day of the tables, <c>yyyy-MM-dd</c>: an earlier one is not read. Absent: every day is.
    /// </summary>
    public const string FirstDay = "FIRST_DAY";

    /// <summary>
    /// Requests to Spotify that start within any second, a number from 1; <see cref="DefaultRequestsPerSecond"/> unless
    /// the stack is configured otherwise.
    /// </summary>
    public const string RequestsPerSecond = "SPOTIFY_REQUESTS_PER_SECOND";

    /// <summary>No environment variable. Why this number is said at <see cref="Pacing"/>.</summary>
    public const int DefaultRequestsPerSecond = Pacing.DefaultPerSecond;

    /// <summary>
    /// The Web API's address, <c>https://api.spotify.com/v1/</c> unless the stack is configured otherwise.
    /// </summary>
    public const string ApiBaseAddress = "SPOTIFY_API_BASE_ADDRESS";

    /// <summary>
    /// The accounts service's address, <c>https://accounts.spotify.com/</c> unless configured otherwise.
    /// </summary>
    public const string AccountsBaseAddress = "SPOTIFY_ACCOUNTS_BASE_ADDRESS";
}
