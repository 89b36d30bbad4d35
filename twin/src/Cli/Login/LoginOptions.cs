namespace Twin.Cli.Login;

/// <summary>The options of <c>login</c>. The secret is not among them: it never comes from the command line.</summary>
/// <param name="Port">The port of the redirect URI; 0 for any free port.</param>
internal sealed record LoginOptions(string ClientId, int Port)
{
    /// <summary>The port of the redirect URI that the instructions let a person register.</summary>
    public const int DefaultPort = 8888;

    public static Uri SpotifyAccounts { get; } = new("https://accounts.spotify.com/");
    public Uri AccountsBaseAddress { get; init; } = SpotifyAccounts;
    public bool ShowSecret { get; init; }
    public bool OpenBrowser { get; init; } = true;
    public TimeSpan ConsentTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
