using System.CommandLine;
using Infra.Settings;
using Twin.Cli.Login;
using Twin.Cli.Processes;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class LoginCommand
{
    public static Command Create(CommandContext context)
    {
        var clientId = new Option<string>("--client-id")
        {
            Description = $"The app's client id. Without it, the value of {SpotifyVariables.ClientId}; without that, "
                + $"the stack's '{KnownSettings.ClientId.Key}'",
            HelpName = "ID",
        };
        var port = CommonOptions.Count(
            "--port",
            "The port of the redirect URI http://127.0.0.1:PORT/callback, which must be registered for the app; 0 for "
            + "any free port, if the URI is registered without one",
            LoginOptions.DefaultPort,
            ushort.MaxValue,
            least: 0);
        var stack = new Option<string>("--stack")
        {
            Description = "The stack whose configuration gets the token, and has the client id. Without it, the "
                + "selected one",
        };
        var showSecret = new Option<bool>("--show-secret")
        {
            Description = "Print the refresh token, alone on standard output, and store it nowhere",
        };
        var noBrowser = new Option<bool>("--no-browser")
        {
            Description = "Only print the address of the consent page",
        };

        var disconnect = new Option<bool>("--disconnect")
        {
            Description = "Remove the refresh token from the stack's configuration, and say what else ends the consent",
        };

        // For tests, which have their own accounts service and Web API.
        var (accounts, api) = (
            Address("--accounts", KnownSettings.AccountsBaseAddress), Address("--api", KnownSettings.ApiBaseAddress));

        var command = new Command(
            "login",
            "Gets a refresh token: a Spotify user gives consent in the browser to what the stack's settings "
            + $"{KnownSettings.Playlists.Key} and {KnownSettings.Plays.Key} need, and to no more. The client secret "
            + $"comes from {SpotifyVariables.ClientSecret}; without it, the command asks for it")
        {
            clientId, port, stack, showSecret, noBrowser, disconnect, accounts, api,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var pulumi = CommandLineTool.Find("pulumi", context.Path) is { } program
                ? new PulumiCli(program, PulumiProject.Folder, parsed.GetValue(stack))
                : null;
            if (parsed.GetValue(disconnect))
            {
                return await DisconnectAsync(context, pulumi, cancellationToken);
            }

            var id = parsed.GetValue(clientId)?.Trim() is { Length: > 0 } given
                ? given
                : context.FilledVariable(SpotifyVariables.ClientId);
            id = Parse(
                KnownSettings.ClientId,
                id ?? await ClientIdOfStackAsync(pulumi, cancellationToken),
                problem => throw new InputException(problem));
            var options = new LoginOptions(id, parsed.GetValue(port))
            {
                AccountsBaseAddress = parsed.GetValue(accounts)!,
                ApiBaseAddress = parsed.GetValue(api)!,
                Stack = parsed.GetValue(stack),
                ShowSecret = parsed.GetValue(showSecret),
                OpenBrowser = !parsed.GetValue(noBrowser),
            };
            return await RunAsync(context, options, pulumi, cancellationToken);
        });

        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, LoginOptions options, PulumiCli? pulumi, CancellationToken cancellationToken)
    {
        var prompt = new ConsolePrompt(context);
        var secret = context.FilledVariable(SpotifyVariables.ClientSecret)
            ?? (prompt.IsInteractive ? prompt.PromptForSecret("The app's client secret:") : null)
            ?? throw new InputException(
                $"The app's client secret is missing. Set {SpotifyVariables.ClientSecret}, or log in at a terminal, "
                + "where you are asked for it.");

        using var http = AccountsService.CreateClient();
        return await new LoginSession(options, secret, prompt, pulumi, context.Output, http, TimeProvider.System)
            .RunAsync(cancellationToken)
            ? ExitCodes.Done
            : ExitCodes.Failed;
    }

    // The parameters are the stack's: a deployment removes them.
    private static async Task<int> DisconnectAsync(
        CommandContext context, PulumiCli? pulumi, CancellationToken cancellationToken)
    {
        if (pulumi is null)
        {
            throw new InputException("The Pulumi CLI is not installed, which has the stack's configuration.");
        }

        var stack = await pulumi.StackAsync(cancellationToken);
        await pulumi.RemoveAsync(
            [KnownSettings.RefreshToken.Key, KnownSettings.AuthorizedOn.Key], cancellationToken);
        context.Output.WriteLine($"""
            The refresh token is out of the configuration of {stack}. Three steps are left:
              1. pulumi up --stack {stack} removes it from Parameter Store. Without it, take the user's own lists out of
                 the setting {KnownSettings.Playlists.Key}, and set {KnownSettings.Plays.Key} to false.
              2. The user removes the app at https://www.spotify.com/account/apps: this ends the token.
              3. To forget what was read with it:
                 dotnet dev.cs forget --plays --stack {stack}
                 dotnet dev.cs forget --playlist ID --stack {stack}, of each playlist and list, such as liked
                 dotnet dev.cs forget --user ID --stack {stack}
            """);
        return ExitCodes.Done;
    }

    private static Option<Uri> Address(string name, Setting<Uri> setting) => new(name)
    {
        Hidden = true,
        DefaultValueFactory = _ => new Uri(setting.Default!),
        CustomParser = result => Parse(setting with { Key = name }, result.Tokens[0].Value, result.AddError),
    };

    private static T Parse<T>(Setting<T> setting, string text, Action<string> refuse)
    {
        var problems = new List<string>();
        var value = setting.Parse(text, new SettingProblems(setting, problems));
        problems.ForEach(problem => refuse(problem.Trim()));
        return value;
    }

    private static Task<string> ClientIdOfStackAsync(PulumiCli? pulumi, CancellationToken cancellationToken)
    {
        var advice = $"The app's client id is missing. Give --client-id, set {SpotifyVariables.ClientId}, or set the "
            + $"stack's '{KnownSettings.ClientId.Key}': it is at https://developer.spotify.com/dashboard, the app, "
            + "Settings.";
        return pulumi is null
            ? throw new InputException(advice)
            : pulumi.GetAsync(KnownSettings.ClientId.Key, advice, cancellationToken);
    }
}
