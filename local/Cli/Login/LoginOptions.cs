namespace Local.Cli.Login;

/// <summary>What <c>login</c> was asked to do. The secret comes from elsewhere: never from the command line.</summary>
/// <param name="ClientId">The app's client id.</param>
/// <param name="Port">Of the redirect URI; 0: one that is free.</param>
internal sealed record LoginOptions(string ClientId, int Port)
{
    /// <summary>The port of the redirect URI that the README has a person register.</summary>
    public const int DefaultPort = 8888;

    /// <summary>Spotify's accounts service.</summary>
    public static Uri SpotifyAccounts { get; } = new("https://accounts.spotify.com/");

    /// <summary>The accounts service to ask.</summary>
    public Uri AccountsBaseAddress { get; init; } = SpotifyAccounts;

    /// <summary>Whether the refresh token is printed rather than put into the stack's configuration.</summary>
    public bool ShowSecret { get; init; }

    /// <summary>Whether the browser is opened.</summary>
    public bool OpenBrowser { get; init; } = true;

    /// <summary>How long the user may take to agree.</summary>
    public TimeSpan ConsentTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
