namespace Twin.Cli.Login;

/// <summary>The options of <c>login</c>. The secret is not among them: it never comes from the command line.</summary>
/// <param name="ClientId">The app's client id.</param>
/// <param name="Port">The port of the redirect URI; 0 for any free port.</param>
internal sealed record LoginOptions(string ClientId, int Port)
{
    /// <summary>The port of the redirect URI that the instructions let a person register.</summary>
    public const int DefaultPort = 8888;

    /// <summary>Spotify's accounts service.</summary>
    public static Uri SpotifyAccounts { get; } = new("https://accounts.spotify.com/");

    /// <summary>The address of the accounts service.</summary>
    public Uri AccountsBaseAddress { get; init; } = SpotifyAccounts;

    /// <summary>True if the refresh token is printed instead of stored in the stack's configuration.</summary>
    public bool ShowSecret { get; init; }

    /// <summary>True if the browser is opened.</summary>
    public bool OpenBrowser { get; init; } = true;

    /// <summary>The time in which the user may agree.</summary>
    public TimeSpan ConsentTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
