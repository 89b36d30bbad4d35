using System.Globalization;
using Infra.Settings;
using Local.Aws.Declaration;
using Local.Cli.Terminal;
using Local.Twin.Declaration;

namespace Local.Cli.Login;

/// <summary>From the app's credentials to a refresh token that is where it belongs.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="clientSecret">The app's secret.</param>
/// <param name="prompt">Asks whoever logs in.</param>
/// <param name="pulumi">Where the token goes; null where there is no CLI.</param>
/// <param name="output">Where the token is printed, only if it was asked for.</param>
/// <param name="http">Asks the accounts service; must not follow redirects.</param>
/// <param name="time">Tells the day of the authorization.</param>
internal sealed class LoginSession(
    LoginOptions options,
    string clientSecret,
    IUserPrompt prompt,
    PulumiCli? pulumi,
    TextWriter output,
    HttpClient http,
    TimeProvider time)
{
    /// <summary>Runs it.</summary>
    /// <returns>Whether the token was stored or printed.</returns>
    /// <exception cref="InputException">Something must be set right first.</exception>
    /// <exception cref="RunFailedException">There is no token; the message says why.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        // Before anybody is asked to agree: a token that has nowhere to go would be lost.
        var stack = options.ShowSecret ? null : await StackAsync(cancellationToken);
        if (stack is not null
            && !prompt.Confirm($"Put the refresh token into the configuration of the stack '{stack}'?"))
        {
            prompt.Inform("Nothing was done. With --show-secret the token is printed instead.");
            return false;
        }

        var token = await AuthorizeAsync(cancellationToken);
        var settings = Settings(token);
        if (stack is null)
        {
            await output.WriteLineAsync(token.AsMemory(), cancellationToken);
            prompt.Inform("The refresh token stands on standard output. To configure a stack with it:");
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
                (pulumi is null ? "There is no Pulumi CLI that could take" : "Nobody is there to say where to put")
                + " the refresh token, and it is printed only if you ask for it. Add --show-secret; in a shell this "
                + "keeps it off the screen:\n  SPOTIFY_REFRESH_TOKEN=\"$(dotnet dev.cs login --show-secret)\"");
        }

        return await pulumi.StackAsync(cancellationToken);
    }

    private async Task<string> AuthorizeAsync(CancellationToken cancellationToken)
    {
        await using var listener = await RedirectListener.StartAsync(options.Port, time, cancellationToken);
        var accounts = new AccountsService(options.AccountsBaseAddress, options.ClientId, clientSecret, http);
        var request = new AuthorizationRequest(
            options.AccountsBaseAddress, options.ClientId, listener.RedirectUri);
        await accounts.CheckAsync(request, cancellationToken);

        listener.Expect(request);
        prompt.Inform("Agree, as the user whose playlists are to be read, at:");
        prompt.Inform(request.Address.AbsoluteUri);
        if (options.OpenBrowser)
        {
            prompt.Open(request.Address);
        }

        try
        {
            var code = await listener.WaitForCodeAsync(options.ConsentTimeout, cancellationToken);
            if (listener.MismatchedStates > 0)
            {
                prompt.Inform(Foreign(listener));
            }

            return await accounts.ExchangeAsync(request, code, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new RunFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Nobody came back from Spotify's page within {options.ConsentTimeout.TotalMinutes:0.#} minutes. The "
                + $"browser must run on this machine. If the page spoke of a redirect URI: add "
                + $"{request.RedirectUri}, exactly so, to the app's redirect URIs. Then log in again.")
                + (listener.MismatchedStates > 0 ? $"\n{Foreign(listener)}" : ""));
        }
    }

    private static string Foreign(RedirectListener listener) => string.Create(
        CultureInfo.InvariantCulture,
        $"What the browser brought back answered another login (its state was not this one's), and was not believed; "
        + $"how often: {listener.MismatchedStates}. It may have been an old tab, or somebody else's link.");

    // All four: a refresh token is good with the app that got it, and with no other.
    private (string Key, string Value, bool Secret)[] Settings(string token) =>
    [
        (KnownSettings.ClientId, options.ClientId, false),
        (KnownSettings.ClientSecret, clientSecret, true),
        (KnownSettings.RefreshToken, token, true),
        (KnownSettings.AuthorizedOn, time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), false),
    ];
}
