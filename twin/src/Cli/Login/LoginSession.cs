using Infra.Settings;
using Twin.Cli.Terminal;

namespace Twin.Cli.Login;

/// <summary>The steps from the app's credentials to a stored refresh token.</summary>
/// <param name="pulumi">The CLI that stores the token; null where there is none.</param>
/// <param name="output">The output for the token, used only if the user asked for it.</param>
/// <param name="http">The HTTP client for the accounts service; it must not follow redirects.</param>
internal sealed class LoginSession(
    LoginOptions options,
    string clientSecret,
    IUserPrompt prompt,
    PulumiCli? pulumi,
    TextWriter output,
    HttpClient http,
    TimeProvider time)
{
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        // Before anybody is asked to agree: a token that cannot be stored would be lost.
        var stack = options.ShowSecret ? null : await StackAsync(cancellationToken);
        var scopes = options.Scopes(stack ?? options.Stack);
        if (scopes.IsEmpty)
        {
            throw new InputException(
                $"The stack '{stack ?? options.Stack}' reads nothing of a user. Set its '{KnownSettings.Playlists.Key}' "
                + $"or '{KnownSettings.Plays.Key}' first: a token for them asks for what they need, and for no more.");
        }

        if (stack is not null
            && !prompt.Confirm($"Store the refresh token in the configuration of the stack '{stack}'?"))
        {
            prompt.Inform("Nothing was done. With --show-secret the token is printed instead.");
            return false;
        }

        var (token, account) = await AuthorizeAsync(scopes, cancellationToken);
        prompt.Inform($"The account at Spotify that has agreed: {account}");
        if (prompt.IsInteractive && !prompt.Confirm("Is this the user whose music is to be read?"))
        {
            prompt.Inform("Nothing was stored. Log out at https://www.spotify.com, and log in again as that user.");
            return false;
        }

        var settings = Settings(token);
        if (stack is null)
        {
            await output.WriteLineAsync(token.AsMemory(), cancellationToken);
            prompt.Inform("The refresh token is on standard output. To configure a stack with it:");
        }
        else
        {
            foreach (var (key, value, secret) in settings)
            {
                await pulumi!.SetAsync(key, value, secret, cancellationToken);
            }

            prompt.Inform($"The stack '{stack}' is configured, as if by:");
        }

        foreach (var (key, value, secret) in settings)
        {
            prompt.Inform(secret ? $"  pulumi config set --secret {key}" : $"  pulumi config set {key} {value}");
        }

        prompt.Inform("Spotify ends the token six months from today.");
        return true;
    }

    private async Task<string> StackAsync(CancellationToken cancellationToken)
    {
        if (pulumi is null || !prompt.IsInteractive)
        {
            throw new InputException(
                (pulumi is null ? "There is no Pulumi CLI to store" : "There is no terminal to ask where to store")
                + " the refresh token, and it is printed only on request. Add --show-secret; in a shell this "
                + "keeps it off the screen:\n  SPOTIFY_REFRESH_TOKEN=\"$(dotnet dev.cs login --show-secret)\"");
        }

        return await pulumi.StackAsync(cancellationToken);
    }

    private async Task<(string RefreshToken, string Account)> AuthorizeAsync(
        ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        await using var listener = await RedirectListener.StartAsync(options.Port, time, cancellationToken);
        var accounts = new AccountsService(options.AccountsBaseAddress, options.ClientId, clientSecret, http);
        var request = new AuthorizationRequest(
            options.AccountsBaseAddress, options.ClientId, listener.RedirectUri, scopes);
        await accounts.CheckAsync(request, cancellationToken);

        listener.Expect(request);
        prompt.Inform($"Agree, as the user whose music is to be read ({string.Join(' ', scopes)}), at:");
        prompt.Inform(request.Address.AbsoluteUri);
        if (options.OpenBrowser)
        {
            prompt.Open(listener.Page);
        }

        try
        {
            var code = await listener.WaitForCodeAsync(options.ConsentTimeout, cancellationToken);
            if (listener.MismatchedStates > 0)
            {
                prompt.Inform(Foreign(listener));
            }

            var (refresh, access) = await accounts.ExchangeAsync(request, code, cancellationToken);
            return (refresh, await accounts.AccountAsync(options.ApiBaseAddress, access, cancellationToken));
        }
        catch (TimeoutException)
        {
            throw new RunFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"No answer came from Spotify's page within {options.ConsentTimeout.TotalMinutes:0.#} minutes. The "
                + $"browser must run on this machine. If the page spoke of a redirect URI: add "
                + $"{request.RedirectUri}, exactly so, to the app's redirect URIs. Then log in again.")
                + (listener.MismatchedStates > 0 ? $"\n{Foreign(listener)}" : ""));
        }
    }

    private static string Foreign(RedirectListener listener) => string.Create(
        CultureInfo.InvariantCulture,
        $"What the browser brought back answered another login (its state was not this one's), and was not believed; "
        + $"how often: {listener.MismatchedStates}. It may have been an old tab, or somebody else's link.");

    // All four settings: a refresh token is valid only with the app that got it.
    private (string Key, string Value, bool Secret)[] Settings(string token) =>
    [
        (KnownSettings.ClientId.Key, options.ClientId, false),
        (KnownSettings.ClientSecret.Key, clientSecret, true),
        (KnownSettings.RefreshToken.Key, token, true),
        (KnownSettings.AuthorizedOn.Key, time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), false),
    ];
}

/// <summary>The options of <c>login</c>. The secret is not among them: it never comes from the command line.</summary>
/// <param name="Port">The port of the redirect URI; 0 for any free port.</param>
internal sealed record LoginOptions(string ClientId, int Port)
{
    /// <summary>The port of the redirect URI that the instructions let a person register.</summary>
    public const int DefaultPort = 8888;

    public static Uri SpotifyAccounts { get; } = new("https://accounts.spotify.com/");
    public Uri AccountsBaseAddress { get; init; } = SpotifyAccounts;
    public Uri ApiBaseAddress { get; init; } = new("https://api.spotify.com/v1/");
    public bool ShowSecret { get; init; }

    /// <summary>The stack that the command names; null for none.</summary>
    public string? Stack { get; init; }

    /// <summary>The scopes that a stack needs; null for no stack.</summary>
    public Func<string?, ImmutableArray<string>> Scopes { get; init; } =
        stack => StackConfiguration.Scopes(PulumiProject.Folder, stack);

    public bool OpenBrowser { get; init; } = true;
    public TimeSpan ConsentTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
